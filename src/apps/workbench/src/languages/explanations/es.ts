/** What the matching engine and the offsets explain, in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const explanations: Catalogue = {
  '{amount} pays {list}, in part with {taken}: {part}.': '{amount} paga {list} en parte, con {taken}: {part}.',
  '{amount} pays {list}, in part: {part}.': '{amount} paga {list} en parte: {part}.',
  '{amount} pays {list} with {taken}: {part}.': '{amount} paga {list} con {taken}: {part}.',
  '{amount} pays {list}: {part}.': '{amount} paga {list}: {part}.',
  '{list} and {count} more': '{list} y {count} más',
  'To be confirmed: {parts}.': 'Por confirmar: {parts}.',
  '{amount} is left over.': 'Sobran {amount}.',
  'named in the payer’s remittance advice, without amounts, {part}':
    'nombrado en el aviso de pago del pagador, sin importes, {part}',
  'The remittance advice that explained it was taken from it.':
    'El aviso de pago que lo explicaba se ha separado de él.',
  'named in the payer’s remittance advice': 'nombrado en el aviso de pago del pagador',
  'named in the bank text ({part}), {part2}': 'nombrado en el texto del banco ({part}), {part2}',
  'named in the bank text, {part}': 'nombrado en el texto del banco, {part}',
  'and the amount agrees': 'y el importe coincide',
  'less the discount in its date': 'menos el descuento dentro de plazo',
  'less the discount in its date and a bank charge': 'menos el descuento dentro de plazo y un gasto bancario',
  'less a bank charge': 'menos un gasto bancario',
  'within tolerance': 'dentro de la tolerancia',
  'with the payer’s open credit netted': 'compensado con el abono pendiente del pagador',
  'short by {amount} of tax withheld': '{amount} de menos por retención fiscal',
  'short by {amount} after a conversion': '{amount} de menos tras una conversión',
  'short by {amount} with a reason': '{amount} de menos, con motivo',
  'short by {amount}: its discount, which ended on {day}': '{amount} de menos: su descuento, que terminó el {day}',
  'short by {amount}': '{amount} de menos',
  'and the rest is exactly another open item': 'y el resto es exactamente otra partida abierta',
  'and more was paid': 'y se pagó de más',
  '"{text}" was read as {text2}': '«{text}» se leyó como {text2}',
  'some numbers were completed from the payer’s items': 'algunos números se completaron con las partidas del pagador',
  'it is everything the payer owes': 'es todo lo que debe el pagador',
  'it is everything due by {day}': 'es todo lo vencido hasta el {day}',
  'the only open item of this payer with this amount': 'la única partida abierta de este pagador con este importe',
  'together they are exactly this amount': 'juntas son exactamente este importe',
  'it has this amount, as another item has': 'tiene este importe, como otra partida',
  'the oldest of interchangeable items, as policy says':
    'la más antigua de partidas intercambiables, como dicen las reglas',
  'no other open item of a customer with "{text}" in the name has this amount':
    'ninguna otra partida abierta de un cliente con «{text}» en el nombre tiene este importe',
  'the payer is another customer': 'el pagador es otro cliente',
  'the payer is unknown': 'el pagador es desconocido',
  'the payer is not certain': 'el pagador no es seguro',
  'the payer is unknown and the amount differs': 'el pagador es desconocido y el importe difiere',
  '"{text}" was read as {text2}, and the payer is unknown':
    '«{text}» se leyó como {text2}, y el pagador es desconocido',
  'another item has the same amount': 'otra partida tiene el mismo importe',
  'other items fit the damaged numbers as well': 'otras partidas encajan también con los números dañados',
  'what the advice names comes to {amount}': 'lo que nombra el aviso suma {amount}',
  'the lines of the advice sum to {amount}': 'las líneas del aviso suman {amount}',
  '{amount} of what the advice pays did not come': 'no llegaron {amount} de lo que paga el aviso',
  'what came is exactly the advice without {list}': 'lo que llegó es exactamente el aviso sin {list}',
  '"{text}" is no open item of this payer': '«{text}» no es una partida abierta de este pagador',
  '{text} is blocked (dispute)': '{text} está en disputa',
  '{text} is blocked (promise)': '{text} está prometida',
  '{text} is blocked (plan)': '{text} está en un plan de pagos',
  '{text} is blocked (legal)': '{text} está con el abogado',
  '{text} is blocked (stop)': '{text} está detenida',
  '{text} is blocked ({text2})': '{text} está bloqueada ({text2})',
  'the search could not prove that it is the only explanation':
    'la búsqueda no pudo probar que sea la única explicación',
  'another explanation is as good': 'otra explicación es igual de buena',
  'amounts alone meet too easily here': 'los importes solos coinciden aquí con demasiada facilidad',
  'the text speaks of a prepayment': 'el texto habla de un anticipo',
  'the payer paid for the customer of {text} only once before': 'el pagador solo pagó una vez por el cliente de {text}',
  'a person declined another explanation of this money': 'una persona rechazó otra explicación de este dinero',
  'the text names {text}, which is not open': 'el texto nombra {text}, que no está abierta',
  'the text names {text}': 'el texto nombra {text}',
  'the bank or ledger is not read up to date': 'el banco o el libro no están leídos al día',
  'other credits explain the difference as well': 'otros abonos explican también la diferencia',
  'which of the named items is short is not said': 'no se dice cuál de las partidas nombradas queda corta',
  'the certificate of the tax withheld is to be asked for': 'hay que pedir el certificado de la retención',
  '{amount} is missing after the conversion that the text states':
    'faltan {amount} tras la conversión que indica el texto',
  'the text states another amount': 'el texto indica otro importe',
  'the text states a conversion': 'el texto indica una conversión',
  '{text} is not named': '{text} no está nombrada',
  'the rest fits several other items': 'el resto encaja con varias otras partidas',
  '{text} has exactly the advised amount': '{text} tiene exactamente el importe avisado',
  'the rules leave this kind to a person': 'las reglas dejan este tipo a una persona',
  'the rules ask for more certainty': 'las reglas piden más certeza',
  'such explanations were wrong here in {count} of {count2}, more than the rules allow':
    'tales explicaciones fallaron aquí en {count} de {count2}, más de lo que permiten las reglas',
  'The advice was found by its amount alone; see whether the money is this payer’s.':
    'El aviso se encontró solo por su importe; mire si el dinero es de este pagador.',
  'The advice is a sentence of a mail; see whether it says what was read from it.':
    'El aviso es una frase de un correo; mire si dice lo que se leyó de ella.',
  'The advice was read off a picture; see whether its figures were read right.':
    'El aviso se leyó de una imagen; mire si las cifras se leyeron bien.',
  'discount {amount} ({part})': 'descuento {amount} ({part})',
  'bank charge {amount} ({part})': 'gasto bancario {amount} ({part})',
  'tolerance {amount} ({part})': 'tolerancia {amount} ({part})',
  'withholding tax {amount} ({part})': 'retención fiscal {amount} ({part})',
  'deduction {amount} ({part})': 'deducción {amount} ({part})',
  'exchange difference {amount} ({part})': 'diferencia de cambio {amount} ({part})',
  'fx {amount} ({part})': 'diferencia de cambio {amount} ({part})',
  'stated in the text': 'indicado en el texto',
  'what the payer kept': 'lo que retuvo el pagador',
  'within the set maximum': 'dentro del máximo fijado',
  '{percent} % withheld': '{percent} % retenido',
  'paid by {day}': 'pagado hasta el {day}',
  '{amount} is reported by the bank as a returned payment; it pays nothing and is to be linked to the receipt that came back.':
    'El banco comunica {amount} como pago devuelto; no paga nada y hay que vincularlo al cobro que volvió.',
  '{amount} was taken back by the bank: a returned payment to be linked to the receipt it undoes.':
    'El banco retiró {amount}: un pago devuelto que hay que vincular a su cobro.',
  'Taken back by the bank: a returned payment, linked to the receipt that it undoes.':
    'Retirado por el banco: un pago devuelto, vinculado al cobro que anula.',
  '{amount} was received before for {text}, which it settled; this looks like the same payment again.':
    '{amount} ya se recibió por {text} y lo saldó; parece el mismo pago otra vez.',
  'The payer is known, but no open item explains {amount}; it stays on account as a prepayment, which the text speaks of.':
    'Se conoce al pagador, pero ninguna partida abierta explica {amount}; queda a cuenta como anticipo, del que habla el texto.',
  'The payer is known, but no open item explains {amount}; it stays on account.':
    'Se conoce al pagador, pero ninguna partida abierta explica {amount}; queda a cuenta.',
  "The payer's name could be that of {count} customers, and no open item decides between them.":
    'El nombre del pagador podría ser de {count} clientes, y ninguna partida abierta decide entre ellos.',
  'Neither payer nor reference of {amount} is known.': 'No se conocen ni el pagador ni la referencia de {amount}.',
  '{text} has the same amount and terms': '{text} tiene el mismo importe y las mismas condiciones',
  '{text} has the same amount': '{text} tiene el mismo importe',
  '{text} sum to the same amount': '{text} suman el mismo importe',
  '{text} may be the one that is paid in part': '{text} puede ser la partida pagada en parte',
  '{text} has exactly this amount': '{text} tiene exactamente este importe',
  'Applied by a person to {text}; {text2} stays on account.':
    'Aplicado por una persona a {text}; {text2} quedan a cuenta.',
  'Applied by a person to {text}.': 'Aplicado por una persona a {text}.',
  'What had explained it: {sentence}': 'Se había explicado así: {sentence}',
  'Its application was taken back; it waits to be applied anew.':
    'Su aplicación se retiró; espera a que se aplique de nuevo.',
  'Left on account by a person.': 'Dejado a cuenta por una persona.',
  '{amount} credits {text}: its checks are receipts of their own.':
    '{amount} abona {text}: sus cheques son cobros propios.',
  '{amount} pay documents of several companies: {parts}.': '{amount} paga documentos de varias sociedades: {parts}.',
  '{amount} for {text} of {text2}': '{amount} por {text} de {text2}',
  'Applied by a person to {text}; {amount} stays on account.':
    'Aplicado por una persona a {text}; {amount} quedan a cuenta.',
  'The payer is customer {text}, parent or head office of {list}.':
    'El pagador es el cliente {text}, matriz o central de {list}.',
  'The payer is customer {text}, recorded to pay for {list}.':
    'El pagador es el cliente {text}, registrado para pagar por {list}.',
  'The payer is customer {text}, which paid before for {list}.':
    'El pagador es el cliente {text}, que ya pagó antes por {list}.',
  'Refund {text} was paid by the bank as {text2}.': 'El banco pagó el reembolso {text} como {text2}.',
  'Refund {text} is paid by check {text2}, which the bank has not paid yet.':
    'El reembolso {text} se paga con el cheque {text2}, que el banco aún no ha pagado.',
  'Refund {text} stands in payment file {text2} as {text3}.':
    'El reembolso {text} está en el fichero de pago {text2} como {text3}.',
  '{amount}: {list} against {list2} of customer {text}, up to {days} days overdue; {part}.':
    '{amount}: {list} contra {list2} del cliente {text}, hasta {days} días de atraso; {part}.',
  '{amount}: {list} against {list2} of customer {text}, not overdue; {part}.':
    '{amount}: {list} contra {list2} del cliente {text}, sin atraso; {part}.',
  'one customer account': 'una cuenta de cliente',
  'merged customers': 'clientes fusionados',
  'the same tax number': 'el mismo número fiscal',
  'the supplier is recorded as this customer': 'el proveedor está registrado como este cliente',
  'netting agreement {text}': 'acuerdo de compensación {text}',
  '{text}: customer {text2} is insolvent since {day}; counsel decides on a set-off.':
    '{text}: el cliente {text2} es insolvente desde el {day}; el abogado decide sobre la compensación.',
  '{text} stands on a collective account of customers seen once.':
    '{text} está en una cuenta colectiva de clientes ocasionales.',
  '{text} is a {text2}; it waits for its own paper.':
    '{text} es una operación especial ({text2}) y espera su propio documento.',
  '{text} is disputed.': '{text} está en disputa.',
  '{text} is in a legal case or insolvency.': '{text} está en un caso legal o una insolvencia.',
  '{text} is stopped.': '{text} está detenida.',
  '{text} is on a payment plan.': '{text} está en un plan de pago.',
  'Cash application has a proposal for {text} that waits for a person.':
    'La aplicación de cobros tiene para {text} una propuesta que espera a una persona.',
  '{text} is due on {day}, not {days} days overdue.': '{text} vence el {day}, no lleva {days} días de atraso.',
  '{text} belongs to {text2}, which is not aged yet.': '{text} pertenece a {text2}, que aún no es antigua.',
  '{text} is in another offset that is open.': '{text} está en otra compensación abierta.',
  '{text} is not offered any more.': '{text} ya no se ofrece.',
  'Refund {amount} of {text} to customer {text2}, paid by check to {text3}: {text4}':
    'Reembolsar {amount} de {text} al cliente {text2}, por cheque a {text3}: {text4}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} (the account that the money came from): {text4}':
    'Reembolsar {amount} de {text} al cliente {text2}, a {text3} (la cuenta de la que vino el dinero): {text4}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} (verified by two persons): {text4}':
    'Reembolsar {amount} de {text} al cliente {text2}, a {text3} (verificada por dos personas): {text4}',
  'Pay one refund, {amount} in all, from {text}.': 'Pagar un reembolso, {amount} en total, desde {text}.',
  'Pay {count} refunds, {amount} in all, from {text}.': 'Pagar {count} reembolsos, {amount} en total, desde {text}.',
  'Pay one refund by check of {text}, {amount} in all.': 'Pagar un reembolso por cheque de {text}, {amount} en total.',
  'Pay {count} refunds by check of {text}, {amount} in all.':
    'Pagar {count} reembolsos por cheque de {text}, {amount} en total.',
  'Make one refund of payment file {text} due again, {amount} in all: the bank refused what stands in it, and none of it is or will be paid.':
    'Hacer exigible de nuevo un reembolso del fichero de pago {text}, {amount} en total: el banco rechazó lo que contiene, y nada está ni será pagado.',
  'Make {count} refunds of payment file {text} due again, {amount} in all: the bank refused what stands in it, and none of it is or will be paid.':
    'Hacer exigibles de nuevo {count} reembolsos del fichero de pago {text}, {amount} en total: el banco rechazó lo que contiene, y nada está ni será pagado.',
  'Make one refund of payment file {text} due again, {amount} in all: we withdraw what stands in it, and none of it is or will be paid.':
    'Hacer exigible de nuevo un reembolso del fichero de pago {text}, {amount} en total: retiramos lo que contiene, y nada está ni será pagado.',
  'Make {count} refunds of payment file {text} due again, {amount} in all: we withdraw what stands in it, and none of it is or will be paid.':
    'Hacer exigibles de nuevo {count} reembolsos del fichero de pago {text}, {amount} en total: retiramos lo que contiene, y nada está ni será pagado.',
  'Void check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank never sees it.':
    'Anular el cheque {text} de {amount} al cliente {text2}: el reembolso {text3} vuelve a ser exigible, y el banco nunca lo ve.',
  'Stop check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank was told not to pay it.':
    'Detener el cheque {text} de {amount} al cliente {text2}: el reembolso {text3} vuelve a ser exigible, y el banco tiene orden de no pagarlo.',
  'Take {count} items of customer {text} ({amount} open) down to dunning level {count2}.':
    'Bajar {count} partidas del cliente {text} ({amount} pendiente) al nivel de reclamación {count2}.',
  'Take {text} of customer {text2} ({amount} open) down to dunning level {count}.':
    'Bajar {text} del cliente {text2} ({amount} pendiente) al nivel de reclamación {count}.',
  'Pay customer {text} back to {text2} instead of {text3}.':
    'Devolver al cliente {text} a {text2} en lugar de {text3}.',
  'Pay customer {text} back to {text2}.': 'Devolver al cliente {text} a {text2}.',
  'Give customer {text} the terms "{text2}" instead of "{text3}".':
    'Dar al cliente {text} las condiciones «{text2}» en lugar de «{text3}».',
  'Give customer {text} the terms "{text2}".': 'Dar al cliente {text} las condiciones «{text2}».',
  'Change the payment term {text} of {count} customer accounts from "{part}" to "{part2}"; their {count2} open items keep their days.':
    'Cambiar la condición de pago {text} de {count} cuentas de cliente de «{part}» a «{part2}»; sus {count2} partidas abiertas conservan sus fechas.',
  'Set off {part}.': 'Compensar: {part}.',
  'Let {amount} of {text} go as a difference of the payment.':
    'Renunciar a {amount} de {text} como diferencia del pago.',
  'Write off {amount} of {text} of customer {text2}: {text3}':
    'Dar de baja {amount} de {text} del cliente {text2}: {text3}',
  'Reverse {amount} of {text} of customer {text2}: {text3}': 'Anular {amount} de {text} del cliente {text2}: {text3}',
  'Take certificate {text} for {amount} withheld in {text2} by customer {text3}: {text4}':
    'Aceptar el certificado {text} por {amount} retenidos en {text2} por el cliente {text3}: {text4}',
  'Move {amount} of {text} from customer {text2} to customer {text3}.':
    'Mover {amount} de {text} del cliente {text2} al cliente {text3}.',
  '{count} limits of authority change.': 'Cambian {count} límites de autoridad.',
  'Limit to {part}: {word}, {taken}': 'Límite para {part}: {word}, {taken}',
  'Limit to {part}: {text}, {taken}': 'Límite para {part}: {text}, {taken}',
  'up to {amount} a day': 'hasta {amount} al día',
  'up to {amount} per customer and month': 'hasta {amount} por cliente y mes',
  'up to {amount} per customer and quarter': 'hasta {amount} por cliente y trimestre',
  'up to {amount} per customer and year': 'hasta {amount} por cliente y año',
  'approved by {word}': 'aprobado por: {word}',
  ends: 'termina',
  'This is your own request.': 'Es su propia solicitud.',
  'The requester is not here any more.': 'Quien lo solicitó ya no está aquí.',
  'Reminder fee, notice of level {count}': 'Gastos de reclamación, aviso de nivel {count}',
  'pay refunds by check': 'pagar reembolsos con cheque',
  'the sum of the checks': 'la suma de los cheques',
  'void or stop checks that pay refunds': 'anular o detener cheques de reembolsos',
  'the amount of the check': 'el importe del cheque',
  'post memos that customers announce': 'contabilizar notas que anuncian los clientes',
  'what the bank took beside the payment; up to what the rules know it takes no authority':
    'lo que el banco tomó además del pago; hasta lo que conocen las reglas no requiere autoridad',
  'the amount of the memo; a deduction takes no authority':
    'el importe de la nota; una deducción no requiere autorización',
  'Your role does not allow this; ask somebody who may, or an administrator.':
    'Su rol no lo permite; pida a quien pueda, o a un administrador.',
  'The server does not answer.': 'El servidor no responde.',
  'The server answered something unreadable.': 'El servidor respondió algo ilegible.',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} of {text4} (the account that the money came from): {text5}':
    'Reembolsar {amount} de {text} al cliente {text2}, a {text3} de {text4} (la cuenta de la que vino el dinero): {text5}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} of {text4} (verified by two persons): {text5}':
    'Reembolsar {amount} de {text} al cliente {text2}, a {text3} de {text4} (verificada por dos personas): {text5}',
  'short by {amount}: discounts, which ended on {day}': '{amount} de menos: descuentos, que terminaron el {day}',
  'short by {amount}, of which this month no more is let go':
    '{amount} de menos, de lo que este mes ya no se condona nada',
  '{amount} taken off is stated, and {amount2} is missing': 'se indica un descuento de {amount}, y faltan {amount2}',
  '{amount} is more than the {amount2} that the rules deduct without a person':
    '{amount} es más que los {amount2} que las reglas deducen sin una persona',
  'discount that ended on {day}': 'descuento que terminó el {day}',
  'discount that was not agreed': 'descuento no acordado',
  'kept back by the payer': 'retenido por el pagador',
  'more than is let go in a month': 'más de lo que se condona al mes',
  'less the tax withheld': 'menos el impuesto retenido',
  'less the tax withheld it has this amount': 'menos el impuesto retenido tiene este importe',
  'a discount or a charge explains the difference as well': 'un descuento o un gasto también explica la diferencia',
  'an open credit explains the difference as well': 'un abono abierto también explica la diferencia',
  'the text states another rate of tax': 'el texto indica otro tipo de impuesto',
  'named in the bank text, {amount} are {amount2} at {text}, and {amount3} less was paid':
    'nombrada en el texto bancario, {amount} son {amount2} a {text}, y se pagaron {amount3} menos',
  'named in the bank text, {amount} are {amount2} at {text}, and {amount3} more was paid':
    'nombrada en el texto bancario, {amount} son {amount2} a {text}, y se pagaron {amount3} más',
  'named in the bank text, {amount} are {amount2} at {text}':
    'nombrada en el texto bancario, {amount} son {amount2} a {text}',
  'it is in another currency, and a person confirms the rate': 'está en otra moneda, y una persona confirma el cambio',
  'the text states a rate of {text}': 'el texto indica un cambio de {text}',
  'the amount is another than that of the reference': 'el importe no es el de la referencia',
  'The bank names {text} as the one who owes it.': 'El banco indica a {text} como quien lo debe.',
  'the bank names {text} as the one who owes it': 'el banco indica a {text} como quien lo debe',
  'named in the bank text in several currencies, and {amount} less was paid: {parts}':
    'nombrada en el texto bancario en varias monedas, y se pagaron {amount} menos: {parts}',
  'named in the bank text in several currencies: {parts}': 'nombrada en el texto bancario en varias monedas: {parts}',
  '{amount} are {amount2} at {text}, and {amount3} less was paid':
    '{amount} son {amount2} a {text}, y se pagaron {amount3} menos',
  '{amount} are {amount2} at {text}, and {amount3} more was paid':
    '{amount} son {amount2} a {text}, y se pagaron {amount3} más',
  '{amount} are {amount2} at {text}': '{amount} son {amount2} a {text}',
  'No statement was read yet.': 'Aún no se ha leído ningún extracto.',
  'The bank is read up to {day}, the month has business days up to {day2}.':
    'El banco está leído hasta el {day}; el mes tiene días hábiles hasta el {day2}.',
  'The bank has told no balance; only its lines are compared.':
    'El banco no ha comunicado ningún saldo; solo se comparan sus movimientos.',
  'Statement {text} up to {day} was read after one of later days.':
    'El extracto {text} hasta el {day} se leyó después de uno de días posteriores.',
  'Statement {text} of {day} follows number {text2}, though its balance goes on: one between them may be missing.':
    'El extracto {text} del {day} sigue al número {text2}, aunque su saldo enlaza: puede faltar uno entre ambos.',
  'Statement {text} of {text2} is held: {part}.': 'El extracto {text} de {text2} está retenido: {part}.',
  'it does not foot by {text}': 'no cuadra por {text}',
  'it has the balances of a statement read before, but other lines':
    'tiene los saldos de un extracto ya leído, pero otros movimientos',
  '{count} of its lines have day and amount of lines that came in {text} under another text; release it if they are others':
    '{count} de sus movimientos tienen el día y el importe de movimientos que llegaron en {text} con otro texto; libérelo si son otros',
  'The bank booked it on {day}; that month was closed, so it is posted on {day2}.':
    'El banco lo contabilizó el {day}; ese mes estaba cerrado, así que se contabiliza el {day2}.',
  'The balance before the first statement that was read.': 'El saldo anterior al primer extracto leído.',
  'The statement before it closed on {day} with another balance than this one opens with; a statement between them is missing.':
    'El extracto anterior cerró el {day} con un saldo distinto del inicial de este; falta un extracto entre ambos.',
  'The statements moved by more than their lines.': 'Los extractos variaron más que sus movimientos.',
  'No movement of either side explains it.': 'Ningún movimiento de ninguna de las dos partes lo explica.',
  '"{text}" names nothing that is open in any company': '«{text}» no nombra nada que esté abierto en ninguna sociedad',
  '"{text}" is open in {text2}': '«{text}» está abierto en {text2}',
  '{text} is named twice': '{text} se nombra dos veces',
  '{text} is a credit, which a person nets': '{text} es un abono, que compensa una persona',
  '{text} has only {amount} open, {amount2} are said to pay it':
    '{text} solo tiene {amount} abiertos y se indican {amount2}',
  '{text} is paid in part': '{text} se paga en parte',
  '{amount} are left over': 'sobran {amount}',
  'the documents come to {amount}, the money is {amount2}': 'los documentos suman {amount}, el dinero es {amount2}',
  'the documents are not all the payer’s own': 'no todos los documentos son del pagador',
  'a person decided otherwise before': 'una persona decidió antes otra cosa',
  'nobody is known on whose account the money stands': 'no se conoce a nadie en cuya cuenta esté el dinero',
};

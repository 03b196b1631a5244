/** What the server finds in files, limits, the bank and the ERP, in Spanish. */
import type { Catalogue } from '../../language.ts';

export const findings: Catalogue = {
  'The advice of {amount} says what {text} of {day} says, which waits for its money; it was left out.':
    'El aviso de {amount} dice lo mismo que {text} del {day}, que espera su dinero; se omitió.',
  'The advice that says no amount says what {text} of {day} says, which waits for its money; it was left out.':
    'El aviso sin importe dice lo mismo que {text} del {day}, que espera su dinero; se omitió.',
  '{text} says again what another attachment says; that was taken once.':
    '{text} repite lo que dice otro adjunto; se tomó una sola vez.',
  '{text} was not read: it announces adjustments beside advices; bring it as a file of its own.':
    '{text} no se leyó: anuncia ajustes junto a avisos; tráigalo como archivo aparte.',
  'Page {count} was hardly legible at {text} and {count2} more.':
    'La página {count} apenas era legible en {text} y {count2} más.',
  'Post money {text} of the bank with {text2} up to {amount} to {text3}, by the rule "{text4}", instead of "{text5}" (up to {amount2} to {text6}).':
    'Contabilizar dinero del banco ({text}) con {text2} hasta {amount} en {text3}, por la regla «{text4}», en vez de «{text5}» (hasta {amount2} en {text6}).',
  'Post money {text} of the bank with {text2} up to {amount} to {text3}, by the rule "{text4}".':
    'Contabilizar dinero del banco ({text}) con {text2} hasta {amount} en {text3}, por la regla «{text4}».',
  '{amount} paid {text} of payment file {text2} by check {text3}: the bank names it.':
    '{amount} pagaron {text} del archivo de pago {text2} con el cheque {text3}: el banco lo nombra.',
  '{amount} paid {text} of payment file {text2} by check {text3}: the bank names them.':
    '{amount} pagaron {text} del archivo de pago {text2} con el cheque {text3}: el banco los nombra.',
  '{amount} paid {text} of payment file {text2}: the bank names it.':
    '{amount} pagaron {text} del archivo de pago {text2}: el banco lo nombra.',
  '{amount} paid {text} of payment file {text2}: the bank names them.':
    '{amount} pagaron {text} del archivo de pago {text2}: el banco los nombra.',
  '{amount} paid {text} by check {text2}: the bank names it.':
    '{amount} pagaron {text} con el cheque {text2}: el banco lo nombra.',
  '{amount} paid {text} by check {text2}: the bank names them.':
    '{amount} pagaron {text} con el cheque {text2}: el banco los nombra.',
  '{text}: {text2} ({text3}) is closed since {day} and takes no more files; open it again first.':
    '{text}: {text2} ({text3}) está cerrada desde el {day} y no acepta más archivos; reábrala antes.',
  'Letters of {text} tell customers to pay to {text2} instead of {text3}.':
    'Las cartas de {text} indican a los clientes pagar en {text2} en vez de {text3}.',
  'Overtaken: {text} keeps {text2} on a special account.': 'Superado: {text} lleva {text2} en una cuenta especial.',
  'The ERP refused that it pays {list} ({text}) and gave no reason.':
    'El ERP rechazó que pague {list} ({text}) y no dio motivo.',
  'The ERP refused that it pays {list} ({text}): {text2}.': 'El ERP rechazó que pague {list} ({text}): {text2}.',
  'The items are open again and the money is on account: apply it anew once that is put right in the ERP, or to something else.':
    'Las partidas vuelven a estar abiertas y el dinero está a cuenta: aplíquelo de nuevo cuando se corrija en el ERP, o a otra cosa.',
  'Overtaken: {text} cleared {text2} itself.': 'Superado: {text} compensó {text2} por sí mismo.',
  'Overtaken: what it was applied to has another amount or another account in {text}.':
    'Superado: aquello a lo que se aplicó tiene otro importe u otra cuenta en {text}.',
  'This comes from outside or always takes two persons.': 'Esto viene de fuera o requiere siempre dos personas.',
  'A limit belongs to a role or to a person: name one of them.':
    'Un límite pertenece a un rol o a una persona: indique uno.',
  'This action has no amount.': 'Esta acción no tiene importe.',
  'Name the currency of the amounts.': 'Indique la moneda de los importes.',
  'A limit per customer names its period: month, quarter or year.':
    'Un límite por cliente indica su período: mes, trimestre o año.',
  'An approving role goes with the mode with_approval.': 'Un rol aprobador va con el modo with_approval.',
  'Nobody approves the own request, whichever account is used.':
    'Nadie aprueba su propia solicitud, sea cual sea la cuenta.',
  'Only a person approves; software asks.': 'Solo aprueba una persona; el software pide.',
  'The requester holds no authority to ask for this any more.': 'Quien lo pidió ya no tiene autoridad para pedirlo.',
  'Whoever acts for somebody does not approve what that person asks for.':
    'Quien actúa por alguien no aprueba lo que esa persona pide.',
  'You may not approve this.': 'No puede aprobar esto.',
  'Only a {word} may approve this.': 'Solo puede aprobarlo: {word}.',
  'Row {count} has an amount but names no document and no date; it was left out.':
    'La fila {count} tiene importe pero no nombra documento ni fecha; se omitió.',
  'Row {count} has an amount but names no document; it was left out.':
    'La fila {count} tiene importe pero no nombra documento; se omitió.',
  'One line is in another currency than {code}; compare it in a statement of its own.':
    'Una línea está en otra moneda que {code}; compárela en un extracto propio.',
  '{count} lines are in another currency than {code}; compare them in a statement of their own.':
    '{count} líneas están en otra moneda que {code}; compárelas en un extracto propio.',
  'Statement {text} of an unnamed account does not foot: {amount} is missing.':
    'El extracto {text} de una cuenta sin nombre no cuadra: faltan {amount}.',
  'Statement {text} of {text2} does not foot: {amount} is missing.':
    'El extracto {text} de {text2} no cuadra: faltan {amount}.',
  'The lines of payment {text} sum to {amount}, but it is {amount2}.':
    'Las líneas del pago {text} suman {amount}, pero es de {amount2}.',
  "The file's last record counts {count} records, but there are {count2}.":
    'El último registro del archivo cuenta {count} registros, pero hay {count2}.',
  'The group is {text}; its entries inform only.': 'El grupo es {text}; sus apuntes solo informan.',
  'The group corrects one that was sent before.': 'El grupo corrige uno enviado antes.',
  'Account {text} has type {text2} twice; the first was taken.':
    'La cuenta {text} tiene el tipo {text2} dos veces; se tomó el primero.',
  'Type {text} is neither a credit nor a debit; the record was left out.':
    'El tipo {text} no es ni abono ni cargo; el registro se omitió.',
  'The trailer of {text} counts {text2}, but there are {count}.':
    'El cierre de {text} cuenta {text2}, pero hay {count}.',
  '{text} does not say debit or credit; its amount is taken as written.':
    '{text} no dice si es cargo o abono; se toma el importe como está.',
  '{text}: the payments of the batch do not sum to the entry.': '{text}: los pagos del lote no suman el apunte.',
  '{text}: the documents do not sum to the payment.': '{text}: los documentos no suman el pago.',
  'The trailer counts {count} records, but there are {count2}.':
    'El cierre cuenta {count} registros, pero hay {count2}.',
  "Line {count} is in {code}, not in the account's {code2}; it was left out.":
    'La línea {count} está en {code}, no en {code2} como la cuenta; se omitió.',
  'Day and month cannot be told apart in this file; day before month was taken.':
    'En este archivo no se distinguen día y mes; se tomó el día antes del mes.',
  'Row {count} ("{text}") is no bank line; it was left out.':
    'La fila {count} («{text}») no es una línea bancaria; se omitió.',
  'Sheet "{text}" holds no bank lines of a known layout; it was left out.':
    'La hoja «{text}» no contiene líneas bancarias de un formato conocido; se omitió.',
  'The statement does not say its currency; two decimals are taken.':
    'El extracto no indica su moneda; se toman dos decimales.',
  'Field {text} stands after the end of a message; it was left out.':
    'El campo {text} está tras el final de un mensaje; se omitió.',
  'Statement fields without field 20: read as a fragment.': 'Campos de extracto sin campo 20: leídos como fragmento.',
  'Field {text} states {text2}, but {count} were read that sum to {text3} minor units.':
    'El campo {text} indica {text2}, pero se leyeron {count} que suman {text3} unidades mínimas.',
  '"{text}" has no currency; it was left out.': '«{text}» no tiene moneda; se omitió.',
  '{text} is no calendar day; the last day of its month was taken.':
    '{text} no es un día del calendario; se tomó el último día de su mes.',
  'The bank gave no statement here; it answered {text}.': 'El banco no dio aquí ningún extracto; respondió {text}.',
  'FITID {text} corrects {text2}, which the bank sent before; it informs only.':
    'FITID {text} corrige {text2}, que el banco envió antes; solo informa.',
  'FITID {text} stands twice; both entries were taken.': 'FITID {text} aparece dos veces; se tomaron ambos apuntes.',
  'The statement does not say its account.': 'El extracto no indica su cuenta.',
  'The file ends without its trailer (record 9); it may be cut.':
    'El archivo termina sin su cierre (registro 9); puede estar cortado.',
  'The total of the {text} says {count} checks of {count2} cents, it holds {count3} of {count4}.':
    'El total de {text} indica {count} cheques de {count2} céntimos; contiene {count3} de {count4}.',
  'Entries stand without the header of their batch.': 'Hay apuntes sin la cabecera de su lote.',
  'Line {count} has {count2} characters instead of 94.': 'La línea {count} tiene {count2} caracteres en vez de 94.',
  'A batch begins before the control of the one before.': 'Un lote empieza antes del control del anterior.',
  'An addenda stands before any entry; it was left out.': 'Hay un anexo antes de cualquier apunte; se omitió.',
  'A batch control stands without its batch.': 'Hay un control de lote sin su lote.',
  'The last batch has no control.': 'El último lote no tiene control.',
  'The file has no control.': 'El archivo no tiene control.',
  'The batch sums to {count} debit and {count2} credit, but its control says {count3} and {count4}.':
    'El lote suma {count} de cargo y {count2} de abono, pero su control indica {count3} y {count4}.',
  'The batch control counts {count} entries and addenda, but there are {count2}.':
    'El control del lote cuenta {count} apuntes y anexos, pero hay {count2}.',
  'The file sums to {count} debit and {count2} credit, but its control says {count3} and {count4}.':
    'El archivo suma {count} de cargo y {count2} de abono, pero su control indica {count3} y {count4}.',
  'The file control counts {count} entries and addenda, but there are {count2}.':
    'El control del archivo cuenta {count} apuntes y anexos, pero hay {count2}.',
  'Page {count} is a picture; look whether its figures were read right.':
    'La página {count} es una imagen; compruebe que las cifras se leyeron bien.',
  'Page {count} was hardly legible at {text}.': 'La página {count} apenas era legible en {text}.',
  'Segment {count} ({text}): {text2}.': 'Segmento {count} ({text}): {text2}.',
  'The lockbox deposit {text} gives its total but no payments.':
    'El ingreso de lockbox {text} da su total pero ningún pago.',
  'The reasons of adjustment {text} sum to {amount}, but it is {amount2}.':
    'Los motivos del ajuste {text} suman {amount}, pero es de {amount2}.',
  'Segment {count} (BCD): its reasons are about several documents and do not all say their amount; it was taken as one adjustment.':
    'Segmento {count} (BCD): sus motivos tratan de varios documentos y no todos indican su importe; se tomó como un ajuste.',
  'Segment {count} (CDD): it names {text} without an amount of each; its document was left open.':
    'Segmento {count} (CDD): nombra {text} sin el importe de cada uno; su documento quedó sin indicar.',
  'Its name holds control characters.': 'Su nombre contiene caracteres de control.',
  'It is a link; copy the file itself into the folder.': 'Es un enlace; copie el propio archivo en la carpeta.',
  'Folders are read {count} deep.': 'Las carpetas se leen hasta {count} niveles.',
  'It is no file.': 'No es un archivo.',
  'Only PDF files are attached.': 'Solo se adjuntan archivos PDF.',
  'This identity stands in row {count} already; the identity that the mapping declares must tell every item from every other.':
    'Esta identidad ya está en la fila {count}; la identidad de la asignación debe distinguir cada partida de las demás.',
  'A part of the item’s identity is empty.': 'Una parte de la identidad de la partida está vacía.',
  '"{text}" is no document type; the mapping\'s "values" say what the ERP\'s types mean.':
    '«{text}» no es un tipo de documento; «values» de la asignación dice qué significan los tipos del ERP.',
  'The mapping does not say what the special G/L indicator "{text}" is; name its control account in "specialGlAccounts", or the indicator in "notedIndicators".':
    'La asignación no dice qué es el indicador especial «{text}»; indique su cuenta en «specialGlAccounts», o el indicador en «notedIndicators».',
  '"{text}" is neither a debit ({text2}) nor a credit ({text3}).':
    '«{text}» no es ni cargo ({text2}) ni abono ({text3}).',
  'An item of nothing cannot be mirrored.': 'Una partida de importe cero no puede reflejarse.',
  'What is open must lie between zero and the amount, on its side.':
    'Lo abierto debe estar entre cero y el importe, en su lado.',
  '{amount} were refunded by the service, and no open credit is named that it pays out.':
    'El servicio reembolsó {amount}, y no se nombra ningún abono abierto que se pague con ello.',
  '{amount} paid {text}: the bank names it.': '{amount} pagaron {text}: el banco lo nombra.',
  '{amount} paid {text}: the bank names them.': '{amount} pagaron {text}: el banco los nombra.',
  '{amount} came back: the bank could not deliver {text}, which is due again.':
    'Volvieron {amount}: el banco no pudo entregar {text}, que vuelve a deberse.',
  '{text} Left aside: {count} line.': '{text} Dejada aparte: {count} línea.',
  '{text} Left aside: {count} lines.': '{text} Dejadas aparte: {count} líneas.',
  '{text} is closed since {day} and takes no more files; open it again first.':
    '{text} está cerrada desde el {day} y no acepta más archivos; reábrala antes.',
  '{text}: account {text2} in {text3} is no bank account of the company that the file is brought for; set it up first (Settings, Companies).':
    '{text}: la cuenta {text2} en {text3} no es una cuenta bancaria de la empresa para la que se trae el archivo; créela antes (Ajustes, Empresas).',
  '{text}: account {text2} in {text3} is no bank account of ours; set it up first (Settings, Companies).':
    '{text}: la cuenta {text2} en {text3} no es una cuenta bancaria nuestra; créela antes (Ajustes, Empresas).',
  '{amount} is a batch of {count} payments that came back and that the bank lists: each is a return of its own.':
    '{amount} es un lote de {count} pagos devueltos que el banco enumera: cada uno es una devolución propia.',
  '{amount} is a batch of {count} payments that the bank lists: each is money of its own.':
    '{amount} es un lote de {count} pagos que el banco enumera: cada uno es dinero propio.',
  'The bank took it back on {day}{text}: {text2}.': 'El banco lo retiró el {day}{text}: {text2}.',
  'An advice told that it came back ({text}): {text2}.': 'Un aviso comunicó que volvió ({text}): {text2}.',
  '{sentence} A person may split it: {parts}.': '{sentence} Una persona puede dividirlo: {parts}.',
  '{sentence} It cannot be split as it stands: {parts}.': '{sentence} No puede dividirse tal como está: {parts}.',
  '{text} is one payment for several companies.': '{text} es un pago para varias empresas.',
  '{amount} of {text} pays {list}, as its payer names it beside documents of other companies.':
    '{amount} de {text} pagan {list}, como lo nombra su pagador junto a documentos de otras empresas.',
  'It tells that an earlier payment came back ({text}); it waits among the returned payments.':
    'Comunica que volvió un pago anterior ({text}); espera entre los pagos devueltos.',
  'Its money, {amount}, went back; it waits for another payment.':
    'Su dinero, {amount}, se devolvió; espera otro pago.',
  'Refund {text} of {amount} to customer {text2}, insolvent since {day}, is on its way (payment file {text3} of {text4}): have the bank stop it.':
    'El reembolso {text} de {amount} al cliente {text2}, insolvente desde el {day}, está en camino (archivo de pago {text3} de {text4}): haga que el banco lo pare.',
  'Refund {text} of {amount} to customer {text2}, insolvent since {day}, is on its way (check {text3} of {text4}): have the bank stop it.':
    'El reembolso {text} de {amount} al cliente {text2}, insolvente desde el {day}, está en camino (cheque {text3} de {text4}): haga que el banco lo pare.',
  'It came back before.': 'Ya volvió antes.',
  '{text} is paid by check {text2}, which may be presented any moment: void or stop it first.':
    '{text} se paga con el cheque {text2}, que puede presentarse en cualquier momento: anúlelo o deténgalo antes.',
  '{text} stands in payment file {text2} and may be paid any moment: withdraw it there first.':
    '{text} está en el archivo de pago {text2} y puede pagarse en cualquier momento: retírelo allí antes.',
  'The bank paid {text} on {day}; the money is gone.': 'El banco pagó {text} el {day}; el dinero ya salió.',
  'We have no such document.': 'No tenemos ese documento.',
  'It is not known which customer announces it.': 'No se sabe qué cliente lo anuncia.',
  '{text} is a document of {text2}, and {text3} does not pay for that customer.':
    '{text} es un documento de {text2}, y {text3} no paga por ese cliente.',
  'Several documents have this number.': 'Varios documentos tienen este número.',
  '{text} has {amount} open; a memo is posted in the ERP.':
    '{text} tiene {amount} abiertos; la nota se contabiliza en el ERP.',
  '{amount} of {text}, settlement {text2}: {text3}.': '{amount} de {text}, liquidación {text2}: {text3}.',
  'The ERP owns the documents of this company and pays its refunds; the export tells it which.':
    'El ERP lleva los documentos de esta empresa y paga sus reembolsos; la exportación le dice cuáles.',
  'The ERP owns the documents of this company and pays its refunds.':
    'El ERP lleva los documentos de esta empresa y paga sus reembolsos.',
  "The customer is insolvent since {day} and may not be paid at its old account: have the administrator's account put in force as the customer's bank account, reverse this refund and refund the credit again.":
    'El cliente es insolvente desde el {day} y no puede pagársele en su antigua cuenta: ponga en vigor la cuenta del administrador concursal como cuenta del cliente, anule este reembolso y reembolse de nuevo el saldo.',
  'No account was kept with this refund: pay it by check, or reverse it and refund the credit again, then it names one.':
    'Este reembolso no guarda ninguna cuenta: páguelo por cheque, o anúlelo y reembolse de nuevo el saldo; entonces nombrará una.',
  'The company has no bank account in {code} in use: set one up first.':
    'La empresa no tiene cuenta bancaria en {code} en uso: cree una antes.',
  'One SEPA credit transfer carries EUR 999,999,999.99 at most: refund the credit in parts.':
    'Una transferencia SEPA admite como máximo 999.999.999,99 EUR: reembolse el saldo por partes.',
  "The bank of {text} is not known (BIC, or the routing number of {code}): have the customer's account put in force with it, then refund again to that account.":
    'No se conoce el banco de {text} (BIC, o el código bancario de {code}): ponga en vigor con él la cuenta del cliente y reembolse de nuevo a esa cuenta.',
  'The customer is insolvent since {day}: only the administrator may be paid, whose account is to be put in force first.':
    'El cliente es insolvente desde el {day}: solo puede pagarse al administrador concursal, cuya cuenta debe ponerse antes en vigor.',
  'The account pays in another currency than {code}.': 'La cuenta paga en otra moneda que {code}.',
  'Call about the payment that came back.': 'Llame por el pago devuelto.',
  '{text} cleared {text2} itself by {text3}.': '{text} compensó {text2} por sí mismo con {text3}.',
  '{text} cleared {text2} itself.': '{text} compensó {text2} por sí mismo.',
  '{text} confirmed, but on {day} shows more of {text2} open than that.':
    '{text} confirmó, pero el {day} muestra más abierto de {text2}.',
  '{text} posted the receipt {text2} as well.': '{text} contabilizó también el cobro {text2}.',
  'It is the receipt {text}, which is applied here, but the ERP keeps it on a special account; take its application back, or have the ERP clear it.':
    'Es el cobro {text}, aplicado aquí, pero el ERP lo lleva en una cuenta especial; retire su aplicación o haga que el ERP lo compense.',
  '{text} is {text2} in {text3}, which keeps it otherwise; it counts once, there.':
    '{text} es {text2} en {text3}, que lo lleva de otro modo; cuenta una vez, allí.',
  '{text} is the money of {text2}, which {text3} keeps on a special account; it counts once, there.':
    '{text} es el dinero de {text2}, que {text3} lleva en una cuenta especial; cuenta una vez, allí.',
  '{text} mirrored from {text2}, key date {day}.': '{text} reflejado de {text2}, fecha clave {day}.',
  '{text} was closed: its amount or its account is another one in {text2}.':
    '{text} se cerró: su importe o su cuenta es otra en {text2}.',
  'What it was netted with stood here twice.': 'Aquello con lo que se compensó figuraba aquí dos veces.',
  'Overtaken: what it was applied to stood here twice.':
    'Superado: aquello a lo que se aplicó figuraba aquí dos veces.',
  '{text} is {text2}, which was moved out of an invoice here before; it counts once.':
    '{text} es {text2}, que aquí ya se había sacado de una factura; cuenta una sola vez.',
  'What it was netted with has another amount or another account in {text}.':
    'Aquello con lo que se compensó tiene otro importe u otra cuenta en {text}.',
  '{text} is no longer linked to {text2} as an open item in {text3}.':
    '{text} ya no está vinculado a {text2} como partida abierta en {text3}.',
  '{text} was closed in {text2} by {text3}.': '{text} se cerró en {text2} por {text3}.',
  '{text} is closed in {text2}, clearing unknown: the full load of {day} does not name it.':
    '{text} está cerrado en {text2}, compensación desconocida: la carga completa del {day} no lo nombra.',
  '{text} has less open in {text2}.': '{text} tiene menos abierto en {text2}.',
  '{text} belongs to {text2} in {text3}; the invoice shows the net.':
    '{text} pertenece a {text2} en {text3}; la factura muestra el neto.',
  'Taken back here before it was exported.': 'Retirado aquí antes de exportarse.',
  'It is the money of {text} in the ERP, which says what it pays.':
    'Es el dinero de {text} en el ERP, que dice qué paga.',
  'It is the money of {text} in the ERP, which is in the books already and cleared there; it counts once.':
    'Es el dinero de {text} en el ERP, que ya está en los libros y compensado allí; cuenta una vez.',
  'It is the money of {text}, which the ERP keeps on a special account; it counts once, there.':
    'Es el dinero de {text}, que el ERP lleva en una cuenta especial; cuenta una vez, allí.',
  '{text} in the ERP is the money of the receipt {text2}; it counts once.':
    '{text} en el ERP es el dinero del cobro {text2}; cuenta una vez.',
  '{text} stands twice in this file; only the first was taken.':
    '{text} aparece dos veces en este archivo; solo se tomó el primero.',
  'The parent "{text}" is a bad row itself.': 'La matriz «{text}» está en una fila errónea.',
  '"{text}" is not an ISO 3166 country code of two letters.':
    '«{text}» no es un código de país ISO 3166 de dos letras.',
  '"{text}" is not an ISO 3166 country.': '«{text}» no es un país ISO 3166.',
  '"{text}" is not a language code of two letters.': '«{text}» no es un código de idioma de dos letras.',
  '"{text}" is not an IANA time zone.': '«{text}» no es una zona horaria IANA.',
  'There is no payment term "{text}".': 'No hay condición de pago «{text}».',
  'There is no portfolio "{text}".': 'No hay cartera «{text}».',
  'There is no customer "{text}" in company {text2}.': 'No hay cliente «{text}» en la empresa {text2}.',
  'There is no customer "{text}" in company {text2}; import the customer, or renumber the one whose number it is now.':
    'No hay cliente «{text}» en la empresa {text2}; impórtelo, o renumere a quien ahora tiene el número.',
  'There is no customer "{text}".': 'No hay cliente «{text}».',
  'A customer cannot be its own parent.': 'Un cliente no puede ser su propia matriz.',
  'The parents of {text} and "{text2}" go in a circle; one of them has none.':
    'Las matrices de {text} y «{text2}» forman un círculo; una de ellas no tiene matriz.',
  'The parent "{text}" has no account in company {text2}; bring it there first.':
    'La matriz «{text}» no tiene cuenta en la sociedad {text2}; tráigala allí primero.',
  'The parent "{text}" has a parent itself, {text2}; a branch stands below the head office, not below a branch.':
    'La matriz «{text}» tiene a su vez una matriz, {text2}; una sucursal depende de la central, no de otra sucursal.',
  '{text} is the parent of {text2}, and so cannot stand below "{text3}".':
    '{text} es la matriz de {text2}, y por eso no puede depender de «{text3}».',
  '"{text}" is not an e-mail address.': '«{text}» no es una dirección de correo.',
  '{text} is posted already with another customer, currency or amount; a posted document is not changed.':
    '{text} ya está contabilizado con otro cliente, moneda o importe; un documento contabilizado no se cambia.',
  'The month {month} is closed.': 'El mes {month} está cerrado.',
  'There is no exchange rate from {code} to {code2} for {day}.':
    'No hay tipo de cambio de {code} a {code2} para el {day}.',
  'There is no exchange rate from {code} to {code2} for {day}; record one, or map "companyAmount".':
    'No hay tipo de cambio de {code} a {code2} para el {day}; registre uno o asigne «companyAmount».',
  'The customer has no document "{text}", here or in this file.':
    'El cliente no tiene documento «{text}», ni aquí ni en este archivo.',
  'An item of nothing cannot be posted.': 'Una partida de importe cero no puede contabilizarse.',
  '"{text}" is none of {text2}; say in the mapping what it means.':
    '«{text}» no es ninguno de {text2}; diga en la asignación qué significa.',
  '{word}: the amount is positive; a negative amount is a credit_memo.':
    '{word}: el importe es positivo; uno negativo es un abono (credit_memo).',
  'The tax is larger than the amount.': 'El impuesto es mayor que el importe.',
  'There is no tax code "{text}" of {text2} on {day}.': 'No hay código de impuesto «{text}» de {text2} el {day}.',
  'There is no reason code "{text}".': 'No hay código de motivo «{text}».',
  'A document on a collective account names whose it is.': 'Un documento en una cuenta colectiva nombra de quién es.',
  'Only a document on a collective account names a party.':
    'Solo un documento en una cuenta colectiva nombra una parte.',
  '{text} of supplier {text2} is offered with another amount already; withdraw that first.':
    '{text} del proveedor {text2} ya está ofrecido con otro importe; retírelo antes.',
  'What we owe is positive; a credit of the supplier is not offered.':
    'Lo que debemos es positivo; un abono del proveedor no se ofrece.',
  '{text}: {count} rows were bad; they lie beside it with their reasons.':
    '{text}: {count} filas eran erróneas; están al lado con sus motivos.',
  'Asked for approval; it is reversed once it is approved.': 'Se ha pedido aprobación; se anula en cuanto se apruebe.',
  'It was cleared or partly cleared since.': 'Desde entonces se compensó total o parcialmente.',
  'It can be told now: the next load or day run takes it in.':
    'Ya puede reconocerse: la próxima carga o el proceso diario lo incorpora.',
  'It shows {day}, but today is {day2}; declare the day that it shows.':
    'Muestra el {day}, pero hoy es {day2}; declare el día que muestra.',
  'It shows {day}, but {text} was read up to {day2} already; an older snapshot changes nothing.':
    'Muestra el {day}, pero {text} ya se leyó hasta el {day2}; una foto más antigua no cambia nada.',
  'It holds the changes after {day}, but {text} was never read in full; what lies between is missing.':
    'Contiene los cambios tras el {day}, pero {text} nunca se leyó entero; falta lo intermedio.',
  'It holds the changes after {day}, but {text} was read only up to {day2}; what lies between is missing.':
    'Contiene los cambios tras el {day}, pero {text} solo se leyó hasta el {day2}; falta lo intermedio.',
  'It is taken in by itself once that has come.': 'Se incorpora sola cuando eso llegue.',
  'It declares no count, so a file that was cut short cannot be told from a whole one.':
    'No declara ningún número, así que un archivo cortado no se distingue de uno entero.',
  'It declares no total, so a file that was cut short cannot be told from a whole one.':
    'No declara ningún total, así que un archivo cortado no se distingue de uno entero.',
  'It declares {count} items, but holds {count2}.': 'Declara {count} partidas, pero contiene {count2}.',
  '{count} rows have no readable identity, so what is missing from the file cannot be told.':
    '{count} filas no tienen identidad legible, así que no puede saberse qué falta en el archivo.',
  'It does not name {count} of {count2} open items; more than {percent} % at once is looked at by a person.':
    'No nombra {count} de {count2} partidas abiertas; más del {percent} % de una vez lo revisa una persona.',
  'Its key date lies in {month}, which is closed here; reopen the month or send a later key date.':
    'Su fecha clave está en {month}, cerrado aquí; reabra el mes o envíe una fecha clave posterior.',
  'It declares {text}, but its items sum to {text2}.': 'Declara {text}, pero sus partidas suman {text2}.',
  '{text} stands on another customer here; if that customer was renumbered or merged, say so there.':
    '{text} está aquí en otro cliente; si ese cliente se renumeró o fusionó, indíquelo allí.',
  '{text} is a noted item here; an item does not change between the two.':
    '{text} es aquí una partida anotada; una partida no cambia entre ambos.',
  '{text} is an item of the balance here; an item does not change between the two.':
    '{text} es aquí una partida del saldo; una partida no cambia entre ambos.',
  '{text} stands on a collective account; the list says whose it is by the columns that the mapping names as "partyName" and "partyCountry".':
    '{text} está en una cuenta colectiva; la lista dice de quién es con las columnas «partyName» y «partyCountry» de la asignación.',
  'A payment in the ERP of {amount} lies {count} days away; a person says whether it is the same money.':
    'Un pago en el ERP de {amount} está a {count} días; una persona dice si es el mismo dinero.',
  'A receipt here of {amount} lies {count} days away; a person says whether it is the same money.':
    'Un cobro aquí de {amount} está a {count} días; una persona dice si es el mismo dinero.',
  'A payment in the ERP of {amount} stands on another customer’s account; a person says whether it is the same money.':
    'Un pago en el ERP de {amount} está en la cuenta de otro cliente; una persona dice si es el mismo dinero.',
  'A receipt here of {amount} stands on another customer’s account; a person says whether it is the same money.':
    'Un cobro aquí de {amount} está en la cuenta de otro cliente; una persona dice si es el mismo dinero.',
  '{count} payments in the ERP are of {amount}; a person says which it is.':
    '{count} pagos en el ERP son de {amount}; una persona dice cuál es.',
  '{count} receipts here are of {amount}; a person says which it is.':
    '{count} cobros aquí son de {amount}; una persona dice cuál es.',
  'The bank is read up to no day; its receipt may still come.':
    'El banco aún no está leído; su cobro puede llegar todavía.',
  'The bank is read up to {day}; its receipt may still come.':
    'El banco está leído hasta el {day}; su cobro puede llegar todavía.',
  'A newer load of {text} with key date {day} was taken in.':
    'Se incorporó una carga más nueva de {text} con fecha clave {day}.',
  'The same file came again as load {text}, declared or read otherwise.':
    'El mismo archivo volvió como carga {text}, declarado o leído de otro modo.',
  'Documents are missing: {text}.': 'Faltan documentos: {text}.',
  'Request or attach them first.': 'Pídalos o adjúntelos antes.',
  'Nobody has looked at what the customer handed in: {text}.': 'Nadie ha revisado lo que entregó el cliente: {text}.',
  'Say that it counts, or does not.': 'Diga si cuenta o no.',
  '{amount}: {list} against {list2} of customer {text}, up to {count} days overdue; {text2}.':
    '{amount}: {list} contra {list2} del cliente {text}, hasta {count} días vencidos; {text2}.',
  '{amount}: {list} against {list2} of customer {text}, not overdue; {text2}.':
    '{amount}: {list} contra {list2} del cliente {text}, no vencidos; {text2}.',
  'Customer {text} cannot be asked about a credit: {text2}.':
    'No se puede preguntar al cliente {text} por un saldo a favor: {text2}.',
  '{count} messages may or may not have left; a person decides.':
    'De {count} mensajes no se sabe si salieron; decide una persona.',
  'They wait to be printed.': 'Esperan impresión.',
  'Weekdays are numbers from 1 (Monday) to 7 (Sunday), at least one.':
    'Los días de la semana son números de 1 (lunes) a 7 (domingo), al menos uno.',
  'The day run needs a time of day HH:MM.': 'El proceso diario necesita una hora HH:MM.',
  'The {text} runs every so many minutes, 1 to 1440.': '{text} se ejecuta cada tantos minutos, de 1 a 1440.',
  '{text}: the statement from {day} opens with {amount}, but the one before it closed on {day2} with {text2}; a statement between them is missing.':
    '{text}: el extracto desde el {day} abre con {amount}, pero el anterior cerró el {day2} con {text2}; falta un extracto entre ambos.',
  'Statement {text} is held.': 'El extracto {text} está retenido.',
  '{text}: line {text2} of {amount} is posted and reversed on the account in the ledger.':
    '{text}: la línea {text2} de {amount} está contabilizada y anulada en la cuenta del mayor.',
  '{text}: line {text2} of {amount} is posted with {text3} on the account in the ledger.':
    '{text}: la línea {text2} de {amount} está contabilizada con {text3} en la cuenta del mayor.',
  '{text}: {amount} were posted by hand ({count} postings), and the bank has not booked them.':
    '{text}: {amount} se contabilizaron a mano ({count} apuntes), y el banco no los ha contabilizado.',
  'Its content is not a PDF, whatever its name says.': 'Su contenido no es un PDF, diga lo que diga su nombre.',
  "{count} documents may be meant (customers {text}); put the file into a folder named by the customer's number.":
    'Puede referirse a {count} documentos (clientes {text}); ponga el archivo en una carpeta con el número del cliente.',
  'There is no document with this number; the name is the number, or a word of the kind and the number.':
    'No hay documento con este número; el nombre es el número, o una palabra del tipo y el número.',
  'It sends statements only on movement.': 'Solo envía extractos cuando hay movimientos.',
  'The schema is older than this program; it is brought up to date at the next start.':
    'El esquema es más antiguo que este programa; se actualiza al próximo arranque.',
  'The schema is newer than this program; start the version that migrated it.':
    'El esquema es más nuevo que este programa; arranque la versión que lo migró.',
  'Field {text} states {text2} {text3} of {text4} {text5}, but {count} were read that sum to {text6} minor units.':
    'El campo {text} indica {text2} {text3} de {text4} {text5}, pero se leyeron {count} que suman {text6} unidades mínimas.',
  '":{text}:{text2}" has no currency; it was left out.': '«:{text}:{text2}» no tiene moneda; se omitió.',
  'The file has no header.': 'El archivo no tiene cabecera.',
  'Post a {word} of {amount} on customer {text} for {text2}, by its adjustment {text3}.':
    'Contabilizar «{word}» de {amount} en el cliente {text} por {text2}, según su ajuste {text3}.',
  'Void check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank was told not to pay it.':
    'Anular el cheque {text} de {amount} al cliente {text2}: el reembolso {text3} vuelve a deberse, y se dijo al banco que no lo pague.',
  'Stop check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank never sees it.':
    'Detener el cheque {text} de {amount} al cliente {text2}: el reembolso {text3} vuelve a deberse, y el banco no llega a verlo.',
  'This money is {text}: take that back first.': 'Este dinero está {text}: retire eso antes.',
  'The report contradicts itself in {text} and more.': 'El informe se contradice en {text} y más.',
  'Letters of {text} tell customers to pay to {text2}.':
    'Las cartas de {text} indican a los clientes pagar en {text2}.',
  'The claim has become uncollectible.': 'El crédito se ha vuelto incobrable.',
  'Written off, and six months have passed since the later of the due day and the supply.':
    'Dado de baja, y han pasado seis meses desde el vencimiento o la entrega, lo que sea posterior.',
  'Uncollectible, at the latest one year after the due day.': 'Incobrable, a más tardar un año tras el vencimiento.',
  '{text} is not in the file store any more.': '{text} ya no está en el almacén de archivos.',
  'The program was stopped while the message left.': 'El programa se detuvo mientras salía el mensaje.',
  'Found at the transport after an interruption.': 'Encontrado en el transporte tras una interrupción.',
  'Written to the outbox folder.': 'Escrito en la carpeta de salida.',
  'Written to the letters folder.': 'Escrito en la carpeta de cartas.',
  'It declares {text}, but its items sum to {text2}{text3}.': 'Declara {text}, pero sus partidas suman {text2}{text3}.',
  '"{text}" is not an ISO 4217 currency.': '«{text}» no es una moneda ISO 4217.',
  'Not prepared yet.': 'Aún no preparado.',
  'Bank or ledger of this month have changed since it was signed.':
    'El banco o el mayor de este mes han cambiado desde la firma.',
  '{text}, but paid other documents than it names.': '{text}, pero pagó otros documentos que los que nombra.',
  '{text}, but it speaks of {amount}.': '{text}, pero habla de {amount}.',
  '{text}; every document that it names is paid as it says.':
    '{text}; cada documento que nombra está pagado como dice.',
  '{text}; it names no document.': '{text}; no nombra ningún documento.',
  '{text}; {count} of the {count2} lines that name a document are paid by it.':
    '{text}; con él se pagan {count} de las {count2} líneas que nombran un documento.',
  '{text} is in {code}.': '{text} está en {code}.',
  '{text} is open again in {text2}.': '{text} vuelve a estar abierto en {text2}.',
  '"{text}" is none of {text2}.': '«{text}» no es ninguno de {text2}.',
  '{text} is in {code} here; the identity must tell it from an item in {code2}.':
    '{text} está aquí en {code}; la identidad debe distinguirlo de una partida en {code2}.',
  '{text} was closed: {text2}.': '{text} se cerró: {text2}.',
  '{text} was accepted.': '{text} se aceptó.',
  'Page {count} has a picture on which no word was read; only its text was taken.':
    'La página {count} tiene una imagen en la que no se leyó ninguna palabra; solo se tomó su texto.',
  'Segment {count} ({text}): the total of batch {text2} says {count2} checks of {amount}, it holds {count3} of {amount2}.':
    'Segmento {count} ({text}): el total del lote {text2} indica {count2} cheques por {amount}, pero contiene {count3} por {amount2}.',
  'Segment {count} (DEP): the deposit says {amount}, its batches come to {amount2}.':
    'Segmento {count} (DEP): el ingreso indica {amount}, sus lotes suman {amount2}.',
  'Line {count}: {sentence}': 'Línea {count}: {sentence}',
  '{amount} of {day} waits in the bank and equals what is due':
    '{amount} del {day} esperan en el banco y equivalen a lo debido',
  '{amount} of {day} from a payer of nearly this name waits in the bank':
    '{amount} del {day} esperan en el banco, de un pagador de nombre casi igual',
  'there is neither an e-mail address nor a postal address':
    'no hay ni dirección de correo electrónico ni dirección postal',
  'mail to {text} came back and there is no postal address':
    'el correo a {text} fue devuelto y no hay dirección postal',
  '{word} customers are not dunned': 'a los clientes de tipo «{word}» no se les reclama',
  '{word} customers are asked by a person': 'a los clientes de tipo «{word}» les pregunta una persona',
  'nothing is due any more': 'ya no se debe nada',
  'nothing is open any more': 'ya no hay nada abierto',
  'the money is applied, or is somebody else’s': 'el dinero está aplicado o es de otro',
  'the credits were applied or paid back, or are somebody else’s':
    'los abonos se aplicaron o se devolvieron, o son de otro',
  'the statement of {text} has gone out already': 'el estado de cuenta de {text} ya salió',
  'the address is not on the list of the trial (DUNWELL_MAIL_ONLY_TO)':
    'la dirección no está en la lista de la prueba (DUNWELL_MAIL_ONLY_TO)',
};

/** Why the server did not do something, in Spanish. */
import type { Catalogue } from '../../language.ts';

export const refusals: Catalogue = {
  'Open items in {text} are not revalued at the rates of its last day.':
    'Las partidas abiertas en {text} no están revaluadas a los tipos de su último día.',
  'On {day} the open items in {code} do not equal the control accounts: have the books verified first.':
    'El {day} las partidas abiertas en {code} no igualan las cuentas de control: haga verificar antes los libros.',
  'Segment {count} ({text}): the total of batch {text2} says {count2} checks of {text3}, it holds {count3} of {text4}.':
    'Segmento {count} ({text}): el total del lote {text2} indica {count2} cheques de {text3}; contiene {count3} de {text4}.',
  'Segment {count} (DEP): the deposit says {text}, its batches come to {text2}.':
    'Segmento {count} (DEP): el ingreso dice {text}, sus lotes suman {text2}.',
  '{text} belongs to the ERP of {text2}; change its due day there, and the next load brings it here.':
    '{text} es del ERP de {text2}; cambie allí su vencimiento y la próxima carga lo traerá.',
  '{text} is due on {day} already.': '{text} ya vence el {day}.',
  'It is closed once that is done.': 'Se cierra una vez hecho eso.',
  'It may be closed anyway, with the reason; what was not done stays visible.':
    'Puede cerrarse de todos modos, con el motivo; lo no hecho sigue visible.',
  'It is not over before the end of {day}; until then it is only closed softly.':
    'No termina antes del final del {day}; hasta entonces solo se cierra de forma provisional.',
  'The month {month} before it is not closed for good.': 'El mes {month} anterior no está cerrado definitivamente.',
  '{count} months before it are not closed for good, {month} the first of them.':
    '{count} meses anteriores no están cerrados definitivamente; el primero es {month}.',
  'One line of {text} is not posted: apply the cash, and see why it is left aside.':
    'Una línea de {text} no está contabilizada: aplique los cobros y vea por qué se aparta.',
  '{count} lines of {text} are not posted: apply the cash, and see why they are left aside.':
    '{count} líneas de {text} no están contabilizadas: aplique los cobros y vea por qué se apartan.',
  'A statement of {text} is held: release it or leave it out first.':
    'Un extracto de {text} está retenido: libérelo o déjelo fuera primero.',
  '{count} statements of {text} are held: release them or leave them out first.':
    '{count} extractos de {text} están retenidos: libérelos o déjelos fuera primero.',
  'A load of the ERP is held: release or discard it first.':
    'Una carga del ERP está retenida: libérela o descártela primero.',
  '{count} loads of the ERP are held: release or discard them first.':
    '{count} cargas del ERP están retenidas: libérelas o descártelas primero.',
  'A load of the ERP is not taken in to its end: the next one goes on with it.':
    'Una carga del ERP no se ha tomado hasta el final: la siguiente la continúa.',
  'The month {month} after it is soft-closed; months are opened again latest first.':
    'El mes {month} posterior está cerrado provisionalmente; los meses se vuelven a abrir del último al primero.',
  'The month {month} after it is closed; months are opened again latest first.':
    'El mes {month} posterior está cerrado; los meses se vuelven a abrir del último al primero.',
  'The month {month} is not ready to be closed.': 'El mes {month} no está listo para cerrarse.',
  'One customer has no such items.': 'Un mismo cliente no tiene tales partidas.',
  'Make {count} items of customer {text} ({amount} open) due on {day}.':
    'Hacer vencer {count} partidas del cliente {text} ({amount} abiertos) el {day}.',
  'Make {text} of customer {text2} ({amount} open) due on {day}.':
    'Hacer vencer {text} del cliente {text2} ({amount} abiertos) el {day}.',
  '{day} is gone by; a stop lasts until a day to come, or until it is ended.':
    'El {day} ya pasó; un bloqueo dura hasta un día futuro o hasta que se levante.',
  'None of these items is stopped by hand.': 'Ninguna de estas partidas está bloqueada a mano.',
  'The reconciliation of {text} has changed since it was signed.':
    'La conciliación de {text} ha cambiado desde la firma.',
  'The reconciliation of {text} is not signed.': 'La conciliación de {text} no está firmada.',
  'Nothing of the check is different.': 'Nada del cheque es distinto.',
  'Check {text} is withdrawn.': 'El cheque {text} está retirado.',
  'Check {text} is paid in with {text2}.': 'El cheque {text} se ingresó con {text2}.',
  'As long as that slip was not brought to the bank, withdraw the slip first; once it was, tell of the check that came back.':
    'Mientras ese resguardo no se lleve al banco, retírelo antes; una vez llevado, comunique el cheque devuelto.',
  'There is no such deposit in this company.': 'No hay tal ingreso en esta empresa.',
  '{text} is a batch of the bank’s lockbox: the bank has its checks.':
    '{text} es un lote del lockbox del banco: el banco tiene sus cheques.',
  'Tell of a check that came back instead.': 'Comunique en su lugar un cheque devuelto.',
  'The bank credited {text} on {day}, so it was brought there.':
    'El banco abonó {text} el {day}, así que se llevó allí.',
  'Check {text} came back from the bank, so its slip was brought there.':
    'El cheque {text} volvió del banco, así que su resguardo se llevó allí.',
  'The money of check {text} went on from there ({text2}); take that back first.':
    'El dinero del cheque {text} siguió adelante ({text2}); retire eso antes.',
  'Check {text} was applied to {text2} by {text3}: take that application back first, where {text4} tells its payments.':
    '{text3} aplicó el cheque {text} a {text2}: retire antes esa aplicación, donde {text4} muestra sus pagos.',
  'Say one direction: to a currency, or from it.': 'Indique un sentido: a una moneda o desde ella.',
  '{text} is about {text2}: {sentence} Nothing was changed.': '{text} trata de {text2}: {sentence} No se cambió nada.',
  'Settlement {text} is held: {sentence} Nothing was changed.':
    'La liquidación {text} está retenida: {sentence} No se cambió nada.',
  '{text} of customer {text2} cannot be paid from {text3}: {sentence} Nothing was changed.':
    '{text} del cliente {text2} no puede pagarse desde {text3}: {sentence} No se cambió nada.',
  '{text} of customer {text2} cannot be paid by check: {sentence} Nothing was changed.':
    '{text} del cliente {text2} no puede pagarse por cheque: {sentence} No se cambió nada.',
  'Settlement {text} cannot be released, its report is wrong: {sentence} Import the corrected one.':
    'La liquidación {text} no puede liberarse, su informe es erróneo: {sentence} Importe el corregido.',
  'The PDF cannot be opened: {sentence} Nothing was read.': 'El PDF no puede abrirse: {sentence} No se leyó nada.',
  'Page {count} is a picture: {sentence} Key in what it says.':
    'La página {count} es una imagen: {sentence} Teclee lo que dice.',
  'Row {count}, {text}: {sentence} A payout that lacks a row explains nothing.':
    'Fila {count}, {text}: {sentence} Un pago al que le falta una fila no explica nada.',
  'Row {count}: {sentence} Nothing was read.': 'Fila {count}: {sentence} No se leyó nada.',
  '"{text}" is not a currency.': '«{text}» no es una moneda.',
  'The proposals are not any more as they were shown.': 'Las propuestas ya no son como se mostraron.',
  'Nothing was changed; look at them again.': 'No se cambió nada; revíselas de nuevo.',
  'A rule names a type code, or at least three letters of the text.':
    'Una regla indica un código de tipo o al menos tres letras del texto.',
  'A rule says up to which amount it posts.': 'Una regla dice hasta qué importe contabiliza.',
  'Account {text} has its own purpose ({text2}); a rule does not post there.':
    'La cuenta {text} tiene su propio fin ({text2}); una regla no contabiliza ahí.',
  'There is no account {text} in this company.': 'No hay cuenta {text} en esta empresa.',
  'There is no such rule in force in this company.': 'No hay tal regla vigente en esta empresa.',
  'No rule has posted this movement in this company.': 'Ninguna regla de esta empresa contabilizó este movimiento.',
  'Somebody else booked or withdrew it just now.': 'Otra persona acaba de contabilizarlo o retirarlo.',
  '"{text}" is no account number: it is too short, or its check digits are wrong.':
    '«{text}» no es un número de cuenta: es demasiado corto o sus dígitos de control son erróneos.',
  '{text} is no bank account in the ledger of {text2}; {text3}.':
    '{text} no es una cuenta bancaria en el mayor de {text2}; {text3}.',
  'Bank account {text} in {code} exists already.': 'La cuenta bancaria {text} en {code} ya existe.',
  'Bank account {text} in {code} exists and is closed since {day}; open it again instead.':
    'La cuenta bancaria {text} en {code} existe y está cerrada desde el {day}; reábrala.',
  'It is not known which customer announces {text}: name the customer first.':
    'No se sabe qué cliente anuncia {text}: indique antes el cliente.',
  'There is no customer "{text}" in this company.': 'No hay cliente «{text}» en esta empresa.',
  'There is no such adjustment in this company.': 'No hay tal ajuste en esta empresa.',
  '{text} is decided already: declined on {day}.': '{text} ya está decidido: rechazado el {day}.',
  'There is no such settlement in this company.': 'No hay tal liquidación en esta empresa.',
  'Settlement {text} is {text2}, not held.': 'La liquidación {text} está {text2}, no retenida.',
  'Settlement {text} is {text2}, not withdrawn.': 'La liquidación {text} está {text2}, no retirada.',
  'Settlement {text} is posted; take it back instead.': 'La liquidación {text} está contabilizada; retírela.',
  'Settlement {text} is {text2} already.': 'La liquidación {text} ya está {text2}.',
  'Nobody let settlement {text} pass.': 'Nadie dejó pasar la liquidación {text}.',
  'Settlement {text} was imported again meanwhile; that one stands.':
    'La liquidación {text} se importó de nuevo entretanto; vale esa.',
  'There is no such held statement in this company.': 'No hay tal extracto retenido en esta empresa.',
  'This statement is decided already.': 'Este extracto ya está decidido.',
  'The highest fee is a share from 0 to 100 percent, with at most three decimals.':
    'La comisión máxima es un porcentaje de 0 a 100, con tres decimales como mucho.',
  '{text} was declared in {code}; declare another service for {code2}.':
    '{text} se declaró en {code}; declare otro servicio para {code2}.',
  'Account {text} cannot be used here: fees go to an expense account, a reserve to an asset account without a purpose of its own.':
    'La cuenta {text} no sirve aquí: las comisiones van a una cuenta de gasto, una reserva a una de activo sin fin propio.',
  'A mapping of a settlement report is of the kind "settlements" and says where the number of the settlement stands.':
    'La asignación de un informe de liquidación es del tipo «settlements» y dice dónde está el número de la liquidación.',
  'There is no field "{text}" of settlements.': 'No hay campo «{text}» de liquidaciones.',
  'Nothing is proposed for this receipt.': 'No hay nada propuesto para este cobro.',
  'Nobody left this receipt on account.': 'Nadie dejó este cobro en la cuenta.',
  'Nothing was declined for this receipt.': 'No se rechazó nada para este cobro.',
  'This receipt is not open any more.': 'Este cobro ya no está abierto.',
  'Somebody else worked on this receipt after you opened it.':
    'Otra persona trabajó en este cobro después de que usted lo abriera.',
  'Nothing was changed; look at it again.': 'No se cambió nada; revíselo de nuevo.',
  'A chosen check does not exist in this company.': 'Un cheque elegido no existe en esta empresa.',
  'There are no checks that could be paid in.': 'No hay cheques que ingresar.',
  'Check {text} was paid in before.': 'El cheque {text} ya se ingresó.',
  'Check {text} is dated {day} and is held until then.':
    'El cheque {text} lleva fecha {day} y se guarda hasta entonces.',
  'Check {text} is in {code}, the account in {code2}.': 'El cheque {text} está en {code}, la cuenta en {code2}.',
  'Say which account in {code} they are paid into: {text} has none.':
    'Diga en qué cuenta en {code} se ingresan: {text} no tiene ninguna.',
  'Say which account in {code} they are paid into: {text} has several.':
    'Diga en qué cuenta en {code} se ingresan: {text} tiene varias.',
  '{text} has no bank account "{text2}" in use.': '{text} no tiene cuenta bancaria «{text2}» en uso.',
  'Another line of the bank credited one of these deposits meanwhile.':
    'Otra línea del banco abonó entretanto uno de estos ingresos.',
  'There is no such check.': 'No hay tal cheque.',
  'Check {text} is {text2} already.': 'El cheque {text} ya está {text2}.',
  'The bank paid check {text} on {day}; it cannot be stopped any more.':
    'El banco pagó el cheque {text} el {day}; ya no puede detenerse.',
  'The same file was imported before.': 'El mismo archivo ya se importó.',
  '{text}: its lines do not say which company it is for; name the company.':
    '{text}: sus líneas no dicen para qué empresa es; indique la empresa.',
  'The file was only checked; nothing was changed.': 'El archivo solo se comprobó; no se cambió nada.',
  'The file changed while it was read; read it again.': 'El archivo cambió mientras se leía; léalo de nuevo.',
  '{text} has no payment service "{text2}" with terms on {day}; declare it first.':
    '{text} no tiene servicio de pagos «{text2}» con condiciones el {day}; declárelo antes.',
  'Settlement {text} is in {code}, {text2} was declared in {code2}.':
    'La liquidación {text} está en {code}, {text2} se declaró en {code2}.',
  'Settlement {text} of {text2} was posted with other lines; take it back first.':
    'La liquidación {text} de {text2} se contabilizó con otras líneas; retírela antes.',
  'Settlement {text} was imported by somebody else at this moment.':
    'Otra persona importó la liquidación {text} en este momento.',
  'There is no such remittance advice in this company.': 'No hay tal aviso de pago en esta empresa.',
  'This advice was changed after you opened it.': 'Este aviso cambió después de que usted lo abriera.',
  'This advice was withdrawn.': 'Este aviso se retiró.',
  'There is no such receipt in this company.': 'No hay tal cobro en esta empresa.',
  'The advice is in {code}, the receipt in {code2}.': 'El aviso está en {code}, el cobro en {code2}.',
  'Another advice explains this receipt; withdraw that one first.': 'Otro aviso explica este cobro; retírelo antes.',
  'This advice is linked to no money.': 'Este aviso no está vinculado a ningún dinero.',
  'Check {text} of this drawer and amount is registered already.':
    'El cheque {text} de este librador e importe ya está registrado.',
  'There is no such batch in this company.': 'No hay tal lote en esta empresa.',
  'Batch {text} is {text2} already.': 'El lote {text} ya está {text2}.',
  'Check {text} of this batch was linked to money or withdrawn meanwhile; register the others one by one.':
    'El cheque {text} de este lote se vinculó a dinero o se retiró entretanto; registre los demás uno a uno.',
  'A corrected file took the place of batch {text}.': 'Un archivo corregido sustituyó al lote {text}.',
  'This receipt is not open any more, or somebody else worked on it after you opened it.':
    'Este cobro ya no está abierto, u otra persona trabajó en él después de que usted lo abriera.',
  'This person does not see the cash of {text}.': 'Esta persona no ve el dinero de {text}.',
  'Say a number of months from 0 (never) to 600.': 'Indique un número de meses de 0 (nunca) a 600.',
  '"{text}" is not a country.': '«{text}» no es un país.',
  'Say how many days before, from 0 (nobody is asked) to 730.':
    'Diga cuántos días antes, de 0 (no se pregunta a nadie) a 730.',
  'Refund {text} stands here with check {text2} and with check {text3}; one check pays it.':
    'El reembolso {text} figura aquí con el cheque {text2} y con el cheque {text3}; lo paga un solo cheque.',
  'Check {text} of {text2} is used already; a number is written once, also after it was voided.':
    'El cheque {text} de {text2} ya está usado; un número se emite una sola vez, también tras anularse.',
  'A bank pays from today ({day}) on, and takes orders for the next {count} days.':
    'Un banco paga desde hoy ({day}) y acepta órdenes para los próximos {count} días.',
  'The items are of the company whose bank has the money; apply it there.':
    'Las partidas son de la empresa cuyo banco tiene el dinero; aplíquelo allí.',
  'The books of {text} belong to its ERP, where the money counts as well; post what companies pay for one another there.':
    'Los libros de {text} pertenecen a su ERP, donde el dinero también cuenta; contabilice allí lo que las empresas pagan unas por otras.',
  'Name the items that are paid.': 'Indique las partidas que se pagan.',
  'There is no such receipt in {text}.': 'No hay tal cobro en {text}.',
  'Nothing of this receipt is open.': 'No queda nada abierto de este cobro.',
  'There is no such item in {text}.': 'No hay tal partida en {text}.',
  '{amount} is not within the {text} that the receipt has open.':
    '{amount} no cabe en los {text} que el cobro tiene abiertos.',
  'The bank’s line is {amount}, settlement {text} explains {amount2}.':
    'La línea del banco es {amount}, la liquidación {text} explica {amount2}.',
  '{text} has no terms on {day}.': '{text} no tiene condiciones el {day}.',
  'Settlement {text} moves a reserve, and the terms of {text2} name no account for it.':
    'La liquidación {text} mueve una reserva, y las condiciones de {text2} no indican cuenta para ella.',
  'The settlement or its deposit was posted meanwhile.': 'La liquidación o su ingreso se contabilizó entretanto.',
  '{text}: no payment service is declared whose report it could be.':
    '{text}: no hay declarado ningún servicio de pagos cuyo informe pueda ser.',
  '{text} may be a report of {text2}; import it for one of them.':
    '{text} puede ser un informe de {text2}; impórtelo para uno de ellos.',
  'The image of a check is a PNG, JPEG, TIFF or PDF of at most 10 MB.':
    'La imagen de un cheque es PNG, JPEG, TIFF o PDF de 10 MB como mucho.',
  'A check is of an amount above zero.': 'Un cheque es de un importe superior a cero.',
  'Say who gave the check: the customer or the drawer.': 'Diga quién dio el cheque: el cliente o el librador.',
  'There is no such check in this company.': 'No hay tal cheque en esta empresa.',
  'There is no such bank account.': 'No hay tal cuenta bancaria.',
  '{count} of the chosen refunds are not to be paid (any more): on their way, paid or reversed, or none of this company.':
    '{count} de los reembolsos elegidos no deben pagarse (ya): en camino, pagados o anulados, o no son de esta empresa.',
  'There is no such removed alias in this company.': 'No hay tal alias eliminado en esta empresa.',
  'There is no such alias in use in this company.': 'No hay tal alias en uso en esta empresa.',
  'Nothing has come back on {day} yet: today is {day2}.': 'Nada ha vuelto aún el {day}: hoy es {day2}.',
  'The line is in {code}, the receipt in {code2}.': 'La línea está en {code}, el cobro en {code2}.',
  'The line is of {day}, before the receipt came in on {day2}.':
    'La línea es del {day}, antes de que entrara el cobro el {day2}.',
  'The bank took {amount} back, less than the {text} of what was chosen.':
    'El banco retiró {amount}, menos que los {text} de lo elegido.',
  'This is no line of money out that waits to be linked to what it takes back.':
    'Esta no es una línea de salida que espere vincularse a lo que retira.',
  'This money has not come back, or that was taken back already.': 'Este dinero no fue devuelto, o eso ya se retiró.',
  'There is no such advice of a return that waits.': 'No hay tal aviso de devolución en espera.',
  '{amount} came back, and the receipt is {amount2}.': 'Volvieron {amount}, y el cobro es de {amount2}.',
  'Another line of the bank took this receipt back.': 'Otra línea del banco retiró este cobro.',
  'The bank took {text} beside {text2}, more than the rules know as its charge ({amount}): a person says what it is.':
    'El banco tomó {text} además de {text2}, más de lo que las reglas conocen como su comisión ({amount}): una persona dice qué es.',
  'Settlement {text} is {text2}; there is nothing to take back.':
    'La liquidación {text} está {text2}; no hay nada que retirar.',
  'Line {count} of settlement {text} ({text2}) came back, took back another payment, or pays another company; take that back first.':
    'La línea {count} de la liquidación {text} ({text2}) volvió, retiró otro pago o paga a otra empresa; retire eso antes.',
  'Line {count} of settlement {text} came back, took back another payment, or pays another company; take that back first.':
    'La línea {count} de la liquidación {text} volvió, retiró otro pago o paga a otra empresa; retire eso antes.',
  '{count} lines of settlement {text} are not posted yet; apply the cash first.':
    '{count} líneas de la liquidación {text} aún no están contabilizadas; aplique antes el dinero.',
  'There is no such payment between companies.': 'No hay tal pago entre empresas.',
  'This payment was taken back already.': 'Este pago ya se retiró.',
  'Rules begin today ({day}) or later; what was judged before was judged by the rules of its day.':
    'Las reglas empiezan hoy ({day}) o después; lo juzgado antes lo fue por las reglas de su día.',
  'The receipt or one of its items was changed at this moment.':
    'El cobro o una de sus partidas cambió en este momento.',
  'This receipt is not open, or its payer names no documents of other companies.':
    'Este cobro no está abierto, o su pagador no nombra documentos de otras empresas.',
  'It cannot be split: {parts}.': 'No puede dividirse: {parts}.',
  'A person decides: {parts}.': 'Decide una persona: {parts}.',
  'There is no such payment file.': 'No hay tal archivo de pago.',
  'The bank paid {text} on {day}; it cannot be withdrawn any more.':
    'El banco pagó {text} el {day}; ya no puede retirarse.',
  'Nothing of {text} is on its way any more.': 'Nada de {text} está ya en camino.',
  'Not everything chosen of {text} is on its way any more.': 'No todo lo elegido de {text} sigue en camino.',
  'Say whose money it is: nobody is known for this receipt.':
    'Diga de quién es el dinero: no se conoce a nadie para este cobro.',
  'Choose the items that are paid.': 'Elija las partidas que se pagan.',
  'The chosen items take {text}, the receipt has {amount} left.':
    'Las partidas elegidas requieren {text}, al cobro le quedan {amount}.',
  'You may not let {amount} of {text} go: of what the rules let go of a customer in a month {amount2} is left, and it is more than you may write off alone.':
    'Usted no puede renunciar a {amount} de {text}: de lo que las reglas condonan a un cliente en un mes quedan {amount2}, y es más de lo que puede dar de baja por su cuenta.',
  'You may not let {amount} of {text} go: it is more than you may write off alone.':
    'Usted no puede renunciar a {amount} de {text}: es más de lo que puede dar de baja por su cuenta.',
  'Apply what was paid, and ask for the write-off of the rest.':
    'Aplique lo que se pagó y solicite dar de baja el resto.',
  'A difference of {text} is nothing, or not what is missing.':
    'Una diferencia de {text} es cero o no es lo que falta.',
  'A chosen item does not exist.': 'Una partida elegida no existe.',
  '{text} is in {code}, the receipt in {code2}: say what leaves it in {code3}, and no difference beside it.':
    '{text} está en {code}, el cobro en {code2}: diga qué sale de él en {code3}, sin diferencia aparte.',
  'Nothing was changed; see the ERP’s payments first.': 'No se cambió nada; vea antes los pagos del ERP.',
  '{count} receipts on {count2} days with {count3} items are too many to look at at once; ask for fewer months.':
    '{count} cobros en {count2} días con {count3} partidas son demasiados a la vez; pida menos meses.',
  'The money is not any more as it was shown.': 'El dinero ya no es como se mostró.',
  'Nobody was asked; look at it again.': 'No se preguntó a nadie; revíselo de nuevo.',
  'Write what was said, or choose an outcome.': 'Escriba lo que se dijo o elija un resultado.',
  '"{text}" is not a calendar day.': '«{text}» no es un día del calendario.',
  'There is no such customer account.': 'No hay tal cuenta de cliente.',
  'The customer has no such item.': 'El cliente no tiene tal partida.',
  '{text} does not stand above level {count}.': '{text} no está por encima del nivel {count}.',
  'Level {count} would come at {count2} days overdue, before level {count3} at {count4}.':
    'El nivel {count} vendría a los {count2} días de retraso, antes que el nivel {count3} a los {count4}.',
  'The charge of level {count} is no amount of a currency.':
    'El recargo del nivel {count} no es un importe de una moneda.',
  'The day is one that every month has, from 1 to 28.': 'El día es uno que tenga todo mes, de 1 a 28.',
  'Work is taken over until today or a later day, not until "{text}".':
    'El trabajo se asume hasta hoy o un día posterior, no hasta «{text}».',
  '{text} has taken over this customer until {day}; agree with them and give it back first.':
    '{text} ha asumido este cliente hasta el {day}; acuérdenlo y devuélvalo antes.',
  'Nobody has taken this customer over: there is nothing to give back.':
    'Nadie ha asumido este cliente: no hay nada que devolver.',
  'The customer has no open document "{text}".': 'El cliente no tiene documento abierto «{text}».',
  'Nothing stands open for which customer {text} gets the letters; there is no statement to look at.':
    'No hay nada abierto por lo que el cliente {text} reciba las cartas; no hay extracto que ver.',
  'Customer {text} has no credit that a rule of dormant credits speaks of; there is no letter to look at.':
    'El cliente {text} no tiene saldo a favor al que se aplique una regla de saldos inactivos; no hay carta que ver.',
  'Nothing of customer {text} is overdue; there is no notice to look at.':
    'Nada del cliente {text} está vencido; no hay aviso que ver.',
  'No money of customer {text} waits for its items; there is no request to look at.':
    'Ningún dinero del cliente {text} espera sus partidas; no hay solicitud que ver.',
  'A request for the documents of an offset is looked at from its offset; there is none to look at here.':
    'Una solicitud de documentos se ve desde su compensación; aquí no hay ninguna.',
  'Nothing was changed; compare both and save again.': 'No se cambió nada; compare ambos y guarde de nuevo.',
  'The check digits of {text} are wrong; read it once more.':
    'Los dígitos de control de {text} son erróneos; léalo otra vez.',
  'There is no customer "{text}" here.': 'Aquí no hay cliente «{text}».',
  'A portfolio is handed over today or as of an earlier day.': 'Una cartera se entrega hoy o con fecha anterior.',
  'There is no such substitution in force.': 'No hay tal sustitución vigente.',
  'Somebody else changed these settings after you opened them.':
    'Otra persona cambió estos ajustes después de que usted los abriera.',
  'This account is in force already.': 'Esta cuenta ya está vigente.',
  'The customer has these terms already.': 'El cliente ya tiene estas condiciones.',
  '"{text}" is not a time zone.': '«{text}» no es una zona horaria.',
  'This contact does not exist any more.': 'Este contacto ya no existe.',
  'Somebody else changed this portfolio after you opened it.':
    'Otra persona ha cambiado esta cartera después de que usted la abriera.',
  'Somebody else changed this contact after you opened it.':
    'Otra persona cambió este contacto después de que usted lo abriera.',
  'There is no such relation in force.': 'No hay tal relación vigente.',
  'No insolvency proceedings are recorded over customer {text}.':
    'No hay procedimiento de insolvencia registrado sobre el cliente {text}.',
  'The claim against customer {text} was filed on {day} already.':
    'El crédito contra el cliente {text} ya se presentó el {day}.',
  'A claim is filed between the opening on {day} and today, {day2}.':
    'Un crédito se presenta entre la apertura el {day} y hoy, {day2}.',
  'No mail to this contact came back.': 'No volvió ningún correo de este contacto.',
  '"{text}" is no code of a portfolio; write letters, digits and dashes.':
    '«{text}» no es un código de cartera; escriba letras, cifras y guiones.',
  'There is a portfolio "{text}" already.': 'Ya hay una cartera «{text}».',
  'It has this name and this collector.': 'Tiene este nombre y este gestor.',
  'Proceedings are recorded when they are open; {day} is to come.':
    'Los procedimientos se registran cuando están abiertos; el {day} está por venir.',
  'Claims cannot be due before the proceedings were opened.':
    'Los créditos no pueden vencer antes de abrirse el procedimiento.',
  'Proceedings over customer {text} are recorded already, since {day}.':
    'Ya hay registrado un procedimiento sobre el cliente {text}, desde el {day}.',
  'Of a branch, and only of a branch, say whether its items stand on the head office or on the branch.':
    'De una sucursal, y solo de ella, diga si sus partidas están en la central o en la sucursal.',
  'Only of an alternative payer, say whether letters go to the customer or to the payer.':
    'Solo de un pagador alternativo, diga si las cartas van al cliente o al pagador.',
  'Customer {text} is insolvent and {text2} is not; who reads as one is insolvent together.':
    'El cliente {text} es insolvente y {text2} no; quienes se leen como uno son insolventes juntos.',
  'Record the proceedings over {text} too, or end their record, before the merge.':
    'Registre también el procedimiento sobre {text}, o ponga fin al registro, antes de fusionar.',
  'Say the new number.': 'Indique el número nuevo.',
  'The number {text} is, or was, that of {text2}.': 'El número {text} es, o fue, el de {text2}.',
  'A customer number stands twice in this call.': 'Un número de cliente aparece dos veces en esta llamada.',
  'A customer stands twice in this call, once by an old number.':
    'Un cliente aparece dos veces en esta llamada, una con un número antiguo.',
  'Parent customer {text} does not exist.': 'El cliente matriz {text} no existe.',
  'Customer {text} has other payment terms; changing them takes authority (customers.change-terms).':
    'El cliente {text} tiene otras condiciones de pago; cambiarlas requiere autoridad (customers.change-terms).',
  'A customer cannot stand so to itself.': 'Un cliente no puede relacionarse así consigo mismo.',
  'There is one already since {day}; take it back first.': 'Ya hay una desde el {day}; retírela antes.',
  'The customer would stand above itself.': 'El cliente estaría por encima de sí mismo.',
  '"{text}" is not a month; write YYYY-MM.': '«{text}» no es un mes; escriba AAAA-MM.',
  'Nothing was kept.': 'No se guardó nada.',
  'There is no such item in this company.': 'No hay tal partida en esta empresa.',
  'A promise is of an amount above zero.': 'Una promesa es de un importe superior a cero.',
  'The promised day must not be before the day the promise was made.':
    'El día prometido no puede ser anterior al de la promesa.',
  'This customer has nothing open in {code}.': 'Este cliente no tiene nada abierto en {code}.',
  'This promise is not open any more.': 'Esta promesa ya no está abierta.',
  'A certificate is a PDF, PNG, JPEG or TIFF of at most 10 MB, by its content.':
    'Un certificado es, por su contenido, PDF, PNG, JPEG o TIFF de 10 MB como mucho.',
  'There is no such item.': 'No hay tal partida.',
  '{text} waits for no certificate of withheld tax.': '{text} no espera ningún certificado de retención.',
  'An item to be blocked does not exist.': 'Una partida por bloquear no existe.',
  'There is no such clearing.': 'No hay tal compensación.',
  'There is nothing to clear.': 'No hay nada que compensar.',
  'An item of this clearing is of another company.': 'Una partida de esta compensación es de otra empresa.',
  'This clearing was taken back already.': 'Esta compensación ya se retiró.',
  'There is no tax code {text} of {text2} on {day}; record it first.':
    'No hay código de impuesto {text} de {text2} el {day}; regístrelo antes.',
  'Tax code {text} posts to account {text2}, which the chart of {text3} does not have.':
    'El código de impuesto {text} contabiliza en la cuenta {text2}, que el plan de {text3} no tiene.',
  'The tax by code of {text} does not sum to its tax.': 'El impuesto por código de {text} no suma su impuesto.',
  'Base and tax of {text} exceed its amount, or have another sign.':
    'La base y el impuesto de {text} superan su importe, o tienen otro signo.',
  'An item to be moved is of another company.': 'Una partida por mover es de otra empresa.',
  'There is no such customer account in company {text}.': 'No hay tal cuenta de cliente en la empresa {text}.',
  'At most {count} documents are posted at once.': 'Se contabilizan como mucho {count} documentos a la vez.',
  'The document {text} stands twice in this call.': 'El documento {text} aparece dos veces en esta llamada.',
  '{text} is posted already as {word}, and stands; another document has another number.':
    '{text} ya está contabilizado como «{word}» y sigue en pie; otro documento lleva otro número.',
  '{text} is posted already with another amount, currency or customer.':
    '{text} ya está contabilizado con otro importe, moneda o cliente.',
  'The item that a document is linked to does not exist.': 'La partida a la que se vincula un documento no existe.',
  'A document settles an item of its own customer account; transfer the item first.':
    'Un documento salda una partida de su propia cuenta de cliente; traspase antes la partida.',
  'A recovery names the write-off it is for.': 'Una recuperación indica la baja a la que corresponde.',
  'The reason code {text} posts to "{text2}", which is no purpose of a GL account; set it again.':
    'El código de motivo {text} contabiliza en «{text2}», que no es un fin de cuenta; fíjelo de nuevo.',
  '{text} is no write-off that stands.': '{text} no es una baja vigente.',
  '{text} of {text2} can still be recovered.': 'De {text2} aún pueden recuperarse {text}.',
  '{text} is a receivable; only credits are refunded.': '{text} es un débito; solo se reembolsan saldos a favor.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account.":
    'El cliente {text} es insolvente desde el {day}; su dinero va a la cuenta del administrador concursal.',
  'A refund goes to an account or leaves by check: name one of them.':
    'Un reembolso va a una cuenta o sale por cheque: indique uno.',
  'There is no such company.': 'No hay tal empresa.',
  'No tax waits for relief under this id.': 'Ningún impuesto espera devolución con este número.',
  'This relief could be claimed until {day}.': 'Esta devolución podía reclamarse hasta el {day}.',
  'The condition is met on {day}, not before.': 'La condición se cumple el {day}, no antes.',
  '{month} ends on {day}; it has no closing rate yet.': '{month} termina el {day}; aún no tiene tipo de cierre.',
  'There is no such document.': 'No hay tal documento.',
  'The document was cleared by somebody else just now; look again.':
    'Otra persona acaba de compensar el documento; vuelva a mirar.',
  'Part of this write-off was recovered by {text}; reverse that first.':
    'Parte de esta baja se recuperó con {text}; anule eso antes.',
  'What this document brought was refunded or moved on; reverse that document first.':
    'Lo que trajo este documento se reembolsó o traspasó; anule antes aquel documento.',
  '{text} is a reversal itself; post the document again instead.':
    '{text} es ya una anulación; contabilice de nuevo el documento.',
  "The money of {text} stands on the bank's statement; take its clearing back, or transfer or refund it.":
    'El dinero de {text} está en el extracto del banco; retire su compensación, o traspáselo o reembólselo.',
  '{text} has allocations; take its clearing back first.': '{text} tiene asignaciones; retire antes su compensación.',
  'Down payments came for {text}; reverse them first.': 'Llegaron anticipos para {text}; anúlelos antes.',
  '{text} is no money on account; only money becomes a down payment.':
    '{text} no es dinero a cuenta; solo el dinero se convierte en anticipo.',
  '{text} is a down payment already.': '{text} ya es un anticipo.',
  '{text} is no down payment request of this customer.': '{text} no es una solicitud de anticipo de este cliente.',
  'There is no such customer account in the company.': 'No hay tal cuenta de cliente en la empresa.',
  '{text} is a credit of the customer; it is refunded, never written off.':
    '{text} es un saldo a favor del cliente; se reembolsa, nunca se da de baja.',
  'Buckets are ascending numbers of days, such as 30,60,90,120.':
    'Los tramos son números de días ascendentes, como 30,60,90,120.',
  '"{text}" is not a bucket; write unapplied, current, 31-60 or 121+.':
    '«{text}» no es un tramo; escriba unapplied, current, 31-60 o 121+.',
  'There is no customer "{text}" in these companies.': 'No hay cliente «{text}» en estas empresas.',
  'These are more than {count} groups; filter the items first, or group them by something else.':
    'Son más de {count} grupos; filtre antes las partidas o agrúpelas de otro modo.',
  'An item of this clearing does not exist.': 'Una partida de esta compensación no existe.',
  '{text} is only noted; it cannot be cleared.': '{text} solo está anotado; no puede compensarse.',
  'Both items of an allocation must be of one company.': 'Ambas partidas de una asignación deben ser de una empresa.',
  '{text} is in {code}, {text2} in {code2}; say what leaves the debit.':
    '{text} está en {code}, {text2} en {code2}; diga qué sale del débito.',
  '{text} is in {code}, {text2} in {code2} on another account.':
    '{text} está en {code}, {text2} en {code2} en otra cuenta.',
  'An allocation links a credit to a debit by a positive amount.':
    'Una asignación vincula un abono a un débito por un importe positivo.',
  '{text} has less open than would be allocated to it.': '{text} tiene abierto menos de lo que se le asignaría.',
  '"{text}" is not a document type.': '«{text}» no es un tipo de documento.',
  'A document of zero is not posted.': 'Un documento de cero no se contabiliza.',
  "A {word} must be positive on the customer's account.": '«{word}» debe ser positivo en la cuenta del cliente.',
  "A {word} must be negative on the customer's account.": '«{word}» debe ser negativo en la cuenta del cliente.',
  'A document that settles names the item it settles, a recovery the write-off it is for.':
    'Un documento que salda indica su partida; una recuperación, su baja.',
  'A {word} is made from a credit; {text} is none.': '«{word}» se hace a partir de un saldo a favor; {text} no lo es.',
  'A {word} is made from a receivable; {text} is none.': '«{word}» se hace a partir de un débito; {text} no lo es.',
  "{text} stands on that customer's account already.": '{text} ya está en la cuenta de ese cliente.',
  '{text} has less open than would be moved.': '{text} tiene abierto menos de lo que se movería.',
  'The documents of {text} belong to its ERP; post it there, and the next load brings it here.':
    'Los documentos de {text} son de su ERP; contabilícelo allí y la próxima carga lo traerá.',
  '{text} belongs to the ERP of {text2}; reverse it there, and the next load closes it here.':
    '{text} es del ERP de {text2}; anúlelo allí y la próxima carga lo cerrará aquí.',
  'What was cleared here is taken back by reversing the clearing, which the export queue tells the ERP.':
    'Lo compensado aquí se retira anulando la compensación; la cola de exportación se lo dice al ERP.',
  'This clearing belongs to a document, a payment or an agreement and goes only with it: take that back instead.':
    'Esta compensación es de un documento, un pago o un acuerdo y solo va con él: retire aquello.',
  '{text} stands on a collective account; say whose it is, by name and address.':
    '{text} está en una cuenta colectiva; diga de quién es, con nombre y dirección.',
  '{text} names a party of its own, but its account is no collective account.':
    '{text} nombra una parte propia, pero su cuenta no es colectiva.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account alone: have that put in force as the customer’s bank account first, which takes a second person.":
    'El cliente {text} es insolvente desde el {day}; su dinero va solo a la cuenta del administrador concursal: póngala antes en vigor como cuenta del cliente, lo que requiere una segunda persona.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account alone, {text2}.":
    'El cliente {text} es insolvente desde el {day}; su dinero va solo a la cuenta del administrador concursal, {text2}.',
  "The money did not come from {text}, and nobody has verified it for customer {text2}: have it put in force as the customer's bank account first, which takes a second person.":
    'El dinero no vino de {text}, y nadie lo verificó para el cliente {text2}: póngala antes en vigor como cuenta del cliente, lo que requiere una segunda persona.',
  'The money came from several accounts ({text}); say which it goes back to.':
    'El dinero vino de varias cuentas ({text}); diga a cuál vuelve.',
  'It is not known from which account the money came, and customer {text} has no bank account in force: have one put in force first, which takes a second person.':
    'No se sabe de qué cuenta vino el dinero, y el cliente {text} no tiene cuenta bancaria vigente: ponga antes una en vigor, lo que requiere una segunda persona.',
  'The mapping is wrong at "{text}": {text2}.': 'La asignación es errónea en «{text}»: {text2}.',
  'Nothing was read.': 'No se leyó nada.',
  'The file is empty.': 'El archivo está vacío.',
  'The mapping wants the column "{text}", but the header is "{text2}".':
    'La asignación pide la columna «{text}», pero la cabecera es «{text2}».',
  'The file is larger than {count} bytes.': 'El archivo supera los {count} bytes.',
  'There is no such bank account in this company.': 'No hay tal cuenta bancaria en esta empresa.',
  'This money is applied already, or nobody knows whose it is.':
    'Este dinero ya está aplicado, o nadie sabe de quién es.',
  'The payer cannot be asked: {part}.': 'No se puede preguntar al pagador: {part}.',
  'Somebody else changed the company after you opened it.':
    'Otra persona cambió la empresa después de que usted la abriera.',
  'The company is like this already; nothing was changed.': 'La empresa ya está así; no se cambió nada.',
  'Letters name this account already.': 'Las cartas ya indican esta cuenta.',
  'No public holidays are known for "{text}"; nothing was changed.':
    'No se conocen festivos de «{text}»; no se cambió nada.',
  'The public holidays of {count} are gone by; nothing was changed.':
    'Los festivos de {count} ya pasaron; no se cambió nada.',
  'There is a company "{text}" already.': 'Ya hay una empresa «{text}».',
  '{code}/{code2} of {day} stands twice with different rates.':
    '{code}/{code2} del {day} aparece dos veces con tipos distintos.',
  '"{text}" is not a country; write its two letters.': '«{text}» no es un país; escriba sus dos letras.',
  'A tax record names its source: the law or the notice.': 'Un registro fiscal indica su fuente: la ley o la circular.',
  '"{text}" is not a rate in percent, such as 19 or 5.5.': '«{text}» no es un tipo en porcentaje, como 19 o 5.5.',
  '"{text}" is not a reason code; write capital letters, digits and dashes.':
    '«{text}» no es un código de motivo; escriba mayúsculas, cifras y guiones.',
  'The shares of the instalments must sum to 100 percent.': 'Las partes de los plazos deben sumar el 100 por ciento.',
  'There is no exchange rate {code}/{code2} on or before {day}; record one.':
    'No hay tipo de cambio {code}/{code2} hasta el {day}; registre uno.',
  'There are several companies; say which with --company CODE.': 'Hay varias empresas; diga cuál con --company CODE.',
  'There is no company "{text}".': 'No hay empresa «{text}».',
  '"{text}" is not a currency; write its three letters.': '«{text}» no es una moneda; escriba sus tres letras.',
  'A rate is between two currencies, not between {code} and {code2}.':
    'Un tipo es entre dos monedas, no entre {code} y {code2}.',
  '"{text}" is not a calendar day; write YYYY-MM-DD.': '«{text}» no es un día del calendario; escriba AAAA-MM-DD.',
  '{day} is further ahead than rates are published; look at the year.':
    '{day} está más lejos de lo que se publican los tipos; mire el año.',
  '"{text}" is not a rate; write digits with a point above zero, such as 1.0825.':
    '«{text}» no es un tipo; escriba cifras con punto, mayores que cero, como 1.0825.',
  'Say which way the rates are meant: to a currency (1 of the row’s in it), or from it (1 of it in the row’s).':
    'Diga en qué sentido son los tipos: a una moneda (1 de la fila en ella) o desde ella (1 de ella en la de la fila).',
  'The file has neither the columns date, currency and rate nor a date and a column for each currency; it has {text}.':
    'El archivo no tiene las columnas date, currency y rate ni una fecha y una columna por moneda; tiene {text}.',
  'This batch is printed already; ask for a reprint with a reason.':
    'Este lote ya está impreso; pida una reimpresión con motivo.',
  'Say why it is printed again.': 'Diga por qué se imprime de nuevo.',
  'This batch waits to be printed as it is; a reprint is for one that was printed.':
    'Este lote espera su impresión; una reimpresión es para uno ya impreso.',
  'There is no such print batch in this company.': 'No hay tal lote de impresión en esta empresa.',
  'Somebody else saved a newer version after you opened this one.':
    'Otra persona guardó una versión más nueva después de que usted abriera esta.',
  'It may name {text}.': 'Puede nombrar {text}.',
  'There is no kind of message "{text}"; there is {text2}.': 'No hay tipo de mensaje «{text}»; hay {text2}.',
  '"{text}" is not among {text2}.': '«{text}» no está entre {text2}.',
  'A level of {text} is a number from 1 to {count}.': 'Un nivel de {text} es un número de 1 a {count}.',
  '{text} mails by SMTP, but this installation names no server; set DUNWELL_SMTP_URL.':
    '{text} envía por SMTP, pero esta instalación no indica servidor; fije DUNWELL_SMTP_URL.',
  'Nothing was sent.': 'No se envió nada.',
  '"{text}" is not a mail address.': '«{text}» no es una dirección de correo.',
  '{text} has no address to send from; name one.': '{text} no tiene dirección de envío; indique una.',
  'The content of a letter of this batch was erased; it cannot be printed again.':
    'El contenido de una carta de este lote se borró; no puede reimprimirse.',
  'The last day is before the first.': 'El último día es anterior al primero.',
  'The file needs the columns "reference" and "result".': 'El archivo necesita las columnas «reference» y «result».',
  '"{text}" is neither confirmed nor rejected.': '«{text}» no es ni confirmado ni rechazado (confirmed, rejected).',
  '"{text}" is no exported clearing of {text2}.': '«{text}» no es una compensación exportada de {text2}.',
  '"{text}" was confirmed before, and is rejected here.': '«{text}» se confirmó antes y aquí se rechaza.',
  '"{text}" was rejected before, and is confirmed here.': '«{text}» se rechazó antes y aquí se confirma.',
  'The documents of {text} belong to its ERP; load its list of items instead.':
    'Los documentos de {text} son de su ERP; cargue su lista de partidas.',
  'Company {text} keeps its own books; make it a mirror of its ERP first.':
    'La empresa {text} lleva sus propios libros; hágala antes espejo de su ERP.',
  'The file of load {text} ({text2}) is not in the file store any more; load it again.':
    'El archivo de la carga {text} ({text2}) ya no está en el almacén; cárguelo de nuevo.',
  'Load {text} shows {day}, but {text2} was read up to {day2}; an older snapshot changes nothing.':
    'La carga {text} muestra el {day}, pero {text2} se leyó hasta el {day2}; una foto anterior no cambia nada.',
  'Discard it instead.': 'Descártela.',
  'Load {text} shows {day}, but today is {day2}; everything that comes until then would be older.':
    'La carga {text} muestra el {day}, pero hoy es {day2}; todo lo que llegue hasta entonces sería más antiguo.',
  'Discard it and send it with the day that it shows.': 'Descártela y envíela con el día que muestra.',
  'Say why; the reason is kept with the load.': 'Diga por qué; el motivo se guarda con la carga.',
  'There is no load {text} in company {text2}.': 'No hay carga {text} en la empresa {text2}.',
  'Load {text} is {text2}; only a held one waits for a person.':
    'La carga {text} está {text2}; solo una retenida espera a una persona.',
  "Company {text} has {count} open items of its own, which the ERP's load would bring a second time; clear or reverse them first.":
    'La empresa {text} tiene {count} partidas abiertas propias, que la carga del ERP traería otra vez; compénselas o anúlelas antes.',
  'Company {text} has {count} open items mirrored from its ERP; close them by a last full load first.':
    'La empresa {text} tiene {count} partidas abiertas reflejadas de su ERP; ciérrelas antes con una última carga completa.',
  'There is no mirrored company; the manifest beside the file says which it is for.':
    'No hay empresa reflejada; el manifiesto junto al archivo dice para cuál es.',
  'There are several mirrored companies; the manifest beside the file says which it is for.':
    'Hay varias empresas reflejadas; el manifiesto junto al archivo dice para cuál es.',
  '"{text}" is no mirrored company.': '«{text}» no es una empresa reflejada.',
  '{text} is no JSON: {text2}.': '{text} no es JSON: {text2}.',
  'The manifest names no mapping, and the folder "mappings" does not hold exactly one.':
    'El manifiesto no indica asignación, y la carpeta «mappings» no contiene exactamente una.',
  'There is no mapping "{text}" in the folder "mappings", and none that comes with Dunwell.':
    'No hay asignación «{text}» en la carpeta «mappings», ni ninguna que venga con Dunwell.',
  'There is no such import.': 'No hay tal importación.',
  'Customers are master data: they are changed, not reversed.':
    'Los clientes son datos maestros: se cambian, no se anulan.',
  'Bring the file of before once more, or change them one by one.':
    'Traiga de nuevo el archivo anterior o cámbielos uno a uno.',
  'What we owe suppliers is no posting: it is withdrawn where it is listed, one by one.':
    'Lo que debemos a proveedores no es un asiento: se retira en su lista, uno a uno.',
  'A kept mapping has a name and is for customers, items or payables; that of an ERP goes with its load, that of a payment service with its terms.':
    'Una asignación guardada tiene nombre y es para clientes, partidas o deudas; la de un ERP va con su carga, la de un servicio de pagos con sus condiciones.',
  'The field "{text}" is needed; say which column holds it.':
    'El campo «{text}» es necesario; diga qué columna lo contiene.',
  'Say why; the reason is kept with the payment.': 'Diga por qué; el motivo se guarda con el pago.',
  'There is no free payment "{text}" of the ERP in {text2}.': 'No hay pago libre «{text}» del ERP en {text2}.',
  'There is no receipt {text} in {text2}.': 'No hay cobro {text} en {text2}.',
  'The payment is of another amount, currency or time than the receipt, so it is not the same money.':
    'El pago es de otro importe, moneda o fecha que el cobro, así que no es el mismo dinero.',
  'The ERP keeps the payment on a special account, and the receipt is applied here; take its application back first.':
    'El ERP lleva el pago en una cuenta especial, y el cobro está aplicado aquí; retire antes su aplicación.',
  'The payment and the receipt were both cleared already, each with its own; take one of the clearings back first.':
    'El pago y el cobro ya se compensaron, cada uno por su lado; retire antes una de las compensaciones.',
  'The folder "{text}" cannot be read: {text2}.': 'La carpeta «{text}» no puede leerse: {text2}.',
  'The folder holds more than {count} files; attach it in parts.':
    'La carpeta contiene más de {count} archivos; adjúntela por partes.',
  'It cannot be read: {text}.': 'No puede leerse: {text}.',
  'It is larger than {count} MB.': 'Supera los {count} MB.',
  'The mapping\'s "linkedTo" names {count} columns, its "identity" {count2}; both must name the same parts in the same order.':
    '«linkedTo» de la asignación indica {count} columnas, «identity» {count2}; ambos deben indicar las mismas partes en el mismo orden.',
  '"{text}" is no regular expression with a group in parentheses.':
    '«{text}» no es una expresión regular con un grupo entre paréntesis.',
  'The manifest is wrong at "{text}": {text2}.': 'El manifiesto es erróneo en «{text}»: {text2}.',
  '"{text}" is no total; write 1234.50 or EUR=1234.50,USD=10.00.':
    '«{text}» no es un total; escriba 1234.50 o EUR=1234.50,USD=10.00.',
  '{text} does not say {text2}; declare it in a manifest beside the file, by flags or in the mapping.':
    '{text} no dice {text2}; declárelo en un manifiesto junto al archivo, por opciones o en la asignación.',
  '"{text}" in the total is not an ISO 4217 currency.': '«{text}» en el total no es una moneda ISO 4217.',
  '"{text}" is no balance of a control account; write 1234.50 or main=1234.50,down_payment=-300.00, of {text2}.':
    '«{text}» no es un saldo de cuenta de control; escriba 1234.50 o main=1234.50,down_payment=-300.00, de {text2}.',
  'The mapping "{text}" is for {text2}, not for {text3}.': 'La asignación «{text}» es para {text2}, no para {text3}.',
  'The file has no row {count} with the column "{text}".': 'El archivo no tiene fila {count} con la columna «{text}».',
  'Say why the month is changed.': 'Diga por qué se cambia el mes.',
  '"{text}" is no code of an account: up to 20 letters, digits, dots and dashes.':
    '«{text}» no es un código de cuenta: hasta 20 letras, cifras, puntos y guiones.',
  'The chart has an account {text} already; choose it, or another code.':
    'El plan ya tiene una cuenta {text}; elíjala u otro código.',
  'The month {month} is {text} already.': 'El mes {month} ya está {text}.',
  'The month {month} is closed for good; what is wrong in it is corrected in an open month.':
    'El mes {month} está cerrado definitivamente; lo erróneo se corrige en un mes abierto.',
  'The month {month} is soft-closed; only a controller posts in it, and says why.':
    'El mes {month} está cerrado provisionalmente; solo un controlador contabiliza en él, y dice por qué.',
  'The offset is {word}.': 'Estado de la compensación: {word}.',
  'There is no such offset in this company.': 'No hay tal compensación en esta empresa.',
  'The offset was changed just now; look again.': 'La compensación acaba de cambiar; vuelva a mirar.',
  'The offset takes {amount} of it; withdraw it and propose anew.':
    'La compensación toma {amount} de ello; retírela y proponga de nuevo.',
  'At most {count} files come by one link; reply to our letter.':
    'Por un enlace llegan como mucho {count} archivos; responda a nuestra carta.',
  'This link has ended.': 'Este enlace ha caducado.',
  'There is no such document that waits with this offset.': 'No hay tal documento en espera con esta compensación.',
  'There is no such document with this offset.': 'No hay tal documento con esta compensación.',
  'A netting agreement names at least one customer and another customer or supplier.':
    'Un acuerdo de compensación nombra al menos un cliente y otro cliente o proveedor.',
  'A netting agreement {text} is recorded already; withdraw it and record its successor under a reference of its own.':
    'Ya hay registrado un acuerdo {text}; retírelo y registre su sucesor con referencia propia.',
  'The copy of {text} is kept already.': 'La copia de {text} ya está guardada.',
  'What was signed anew is an agreement of its own.': 'Lo firmado de nuevo es un acuerdo propio.',
  'There is no such netting agreement.': 'No hay tal acuerdo de compensación.',
  'One of the companies does not exist here.': 'Una de las empresas no existe aquí.',
  '{text} is withdrawn from {day} on.': '{text} está retirado desde el {day}.',
  'There is no such payable in this company.': 'No hay tal deuda en esta empresa.',
  '{text} is in an offset that is open or executed; withdraw or reverse that first.':
    '{text} está en una compensación abierta o ejecutada; retírela o anúlela antes.',
  'Supplier {text} is linked to a customer already; end that first.':
    'El proveedor {text} ya está vinculado a un cliente; póngale fin antes.',
  'Supplier {text} is linked to no customer.': 'El proveedor {text} no está vinculado a ningún cliente.',
  'An offset takes what the customer owes, and either credits of the customer or what we owe the supplier.':
    'Una compensación toma lo que debe el cliente y, o bien saldos a su favor, o lo que debemos al proveedor.',
  'Both sides of an offset are in one currency.': 'Ambos lados de una compensación están en una moneda.',
  'It cannot be set off.': 'No puede compensarse.',
  'Both sides have {amount}; that much or less can be set off.':
    'Ambos lados tienen {amount}; puede compensarse eso o menos.',
  'This document was not asked for.': 'Este documento no se pidió.',
  'Documents of this offset are requested until {day} already; withdraw that request first.':
    'Los documentos de esta compensación ya están pedidos hasta el {day}; retire antes esa solicitud.',
  'No document of this offset is missing.': 'No falta ningún documento de esta compensación.',
  'The day until which they are asked for has passed.': 'El día hasta el que se piden ya pasó.',
  'The customer cannot be asked: {part}.': 'No se puede preguntar al cliente: {part}.',
  'No documents of this offset are requested.': 'No hay documentos pedidos de esta compensación.',
  'No document of this offset is missing; there is nothing to ask for.':
    'No falta ningún documento de esta compensación; no hay nada que pedir.',
  'The two sides are different legal entities, and no netting agreement in force on that day names both for this company and currency.':
    'Los dos lados son entidades jurídicas distintas, y ningún acuerdo de compensación vigente ese día nombra a ambos para esta empresa y moneda.',
  'The file is larger than {count} MB.': 'El archivo supera los {count} MB.',
  'Its content is neither a PDF nor a PNG or JPEG picture, whatever its name says.':
    'Su contenido no es un PDF ni una imagen PNG o JPEG, diga lo que diga su nombre.',
  'A run is under way; wait for its end.': 'Hay un proceso en marcha; espere a que termine.',
  'There is no such view among yours.': 'No hay tal vista entre las suyas.',
  'You have a view "{text}" already; give this one another name.':
    'Ya tiene una vista «{text}»; dé otro nombre a esta.',
  'There is no such file that waits; somebody may have dealt with it.':
    'No hay tal archivo en espera; quizá alguien ya lo atendió.',
  'There is no such statement in this company.': 'No hay tal extracto en esta empresa.',
  'Our ledger or a decision changed while this was written; look at it again.':
    'Nuestros libros o una decisión cambiaron mientras se escribía; revíselo de nuevo.',
  'Our balance and what we correct come to {amount}, not {text}; decide the differences that make up the rest.':
    'Nuestro saldo y lo que corregimos suman {amount}, no {text}; decida las diferencias que forman el resto.',
  'No confirmation of the customer is attached.': 'No hay ninguna confirmación del cliente adjunta.',
  'No balance of this statement is agreed.': 'No hay saldo acordado de este extracto.',
  'A confirmation is attached already; withdraw the agreement to begin anew.':
    'Ya hay una confirmación adjunta; retire el acuerdo para empezar de nuevo.',
  'Somebody has worked on this statement meanwhile; look at it again.':
    'Alguien trabajó entretanto en este extracto; revíselo de nuevo.',
  'The balance is agreed; withdraw the agreement first.': 'El saldo está acordado; retire antes el acuerdo.',
  'The comparison has no line "{text}".': 'La comparación no tiene línea «{text}».',
  'There is nothing of ours to be disputed in this line: it is settled, or disputed already.':
    'En esta línea no hay nada nuestro que disputar: está saldado o ya en disputa.',
  'No dispute stands from this line.': 'No hay disputa vigente de esta línea.',
  'The file does not say of which day it is; say it.': 'El archivo no dice de qué día es; indíquelo.',
  'The statement has {count} lines; {count2} are compared at most.':
    'El extracto tiene {count} líneas; se comparan como mucho {count2}.',
  '{month} is not over yet.': '{month} aún no ha terminado.',
  '{month} is signed by {text}; reopen it first.': '{month} está firmado por {text}; reábralo antes.',
  '{month} cannot be signed yet: {parts}; and {count} more.': '{month} aún no puede firmarse: {parts}; y {count} más.',
  '{month} cannot be signed yet: {parts}.': '{month} aún no puede firmarse: {parts}.',
  '{month} was signed meanwhile; reopen it first.': '{month} se firmó entretanto; reábralo antes.',
  'Nobody has prepared {month} yet.': 'Nadie ha preparado aún {month}.',
  '{month} is signed by {text} already.': '{month} ya está firmado por {text}.',
  'You prepared this month; somebody else signs it.': 'Usted preparó este mes; lo firma otra persona.',
  'Bank or ledger of this month have moved since it was prepared; prepare it again.':
    'El banco o el mayor de este mes se movieron desde que se preparó; prepárelo de nuevo.',
  '{month} is not signed.': '{month} no está firmado.',
  'The comparison has no difference "{text}".': 'La comparación no tiene diferencia «{text}».',
  'The customer cannot be written to: {part}.': 'No se puede escribir al cliente: {part}.',
  '{count} differences have nobody who puts them right; say for each whether we correct our books, they correct theirs, or time does.':
    '{count} diferencias no tienen quien las arregle; diga de cada una si corregimos nosotros, ellos o el tiempo.',
  'There is no action "{text}" that takes authority.': 'No hay acción «{text}» que requiera autoridad.',
  'Only a person delegates; say who with --user.': 'Solo una persona delega; indíquela con --user.',
  'Authority is delegated to another person, not to yourself.':
    'Las facultades se delegan en otra persona, no en uno mismo.',
  'A delegation ends after it begins, within a year.': 'Una delegación termina después de empezar, dentro de un año.',
  'There is no such delegation.': 'No hay tal delegación.',
  'What the request names does not exist here.': 'Lo que nombra la solicitud no existe aquí.',
  'The request is settled; file a new one.': 'La solicitud está resuelta; presente una nueva.',
  'A person stands for a request.': 'Una solicitud la respalda una persona.',
  'Only its requester changes a request.': 'Solo quien la pidió cambia una solicitud.',
  'There is no such request.': 'No hay tal solicitud.',
  'To {text} always takes two persons.': 'Requiere siempre dos personas: {text}.',
  'A limit does not begin in the past.': 'Un límite no empieza en el pasado.',
  'The request is {word} already.': 'Estado de la solicitud: {word}.',
  'This is your own request; withdraw it instead.': 'Es su propia solicitud; retírela.',
  'Only its requester withdraws a request.': 'Solo quien la pidió retira una solicitud.',
  'You hold no authority here.': 'Aquí no tiene autoridad.',
  'Ask for approval by {word}.': 'Pida la aprobación de: {word}.',
  'You may do this yourself; no approval is needed.': 'Puede hacerlo usted; no hace falta aprobación.',
  'This takes authority: say who acts, with --user.': 'Esto requiere autoridad: diga quién actúa, con --user.',
  'The request is {word}.': 'La solicitud está: {word}.',
  'The request was changed after you looked at it; look again.':
    'La solicitud cambió después de que la viera; vuelva a mirar.',
  'What would be done is no longer what was asked for; the requester has to bring the request up to date.':
    'Lo que se haría ya no es lo que se pidió; quien lo pidió debe actualizar la solicitud.',
  'Nothing was posted.': 'No se contabilizó nada.',
  'There is no such person with a role in this company.': 'No hay tal persona con un rol en esta empresa.',
  'The file holds no table with documents and amounts; its first row is "{text}".':
    'El archivo no contiene una tabla con documentos e importes; su primera fila es «{text}».',
  'The file holds no table with documents and amounts.': 'El archivo no contiene una tabla con documentos e importes.',
  'The table has a header but no lines.': 'La tabla tiene cabecera pero no líneas.',
  'The file ends without the trailer of its account (record 33); it is cut.':
    'El archivo termina sin el cierre de su cuenta (registro 33); está cortado.',
  'The file holds no statement.': 'El archivo no contiene ningún extracto.',
  '"{text}" is not an amount.': '«{text}» no es un importe.',
  '"{text}" is finer than {code} allows ({count} decimals); it is not rounded.':
    '«{text}» es más fino de lo que permite {code} ({count} decimales); no se redondea.',
  'Line {count}: a record {text} cannot stand here.': 'Línea {count}: un registro {text} no puede estar aquí.',
  'Line {count}: the file ends without its trailer (99); it is cut.':
    'Línea {count}: el archivo termina sin su cierre (99); está cortado.',
  'The file holds no account.': 'El archivo no contiene ninguna cuenta.',
  'Line {count}: the amounts of {text} sum to {text2}, but its trailer says {text3}; the file is damaged.':
    'Línea {count}: los importes de {text} suman {text2}, pero su cierre dice {text3}; el archivo está dañado.',
  'Line {count}: where this record ends cannot be told: its text has no slash, and the trailer of the account counts {count2} records.':
    'Línea {count}: no se puede saber dónde termina este registro: su texto no lleva barra y el registro final de la cuenta cuenta {count2} registros.',
  'This idempotency key was used before with other input; use a new key.':
    'Esta clave de idempotencia ya se usó con otros datos; use una nueva.',
  'Line {count}: "{text}" is no BAI2 record.': 'Línea {count}: «{text}» no es un registro BAI2.',
  'Line {count}: a record goes on over more than {count2} lines.':
    'Línea {count}: un registro sigue por más de {count2} líneas.',
  'This XML file is no bank statement (camt.052, .053 or .054) but "{text}".':
    'Este archivo XML no es un extracto bancario (camt.052, .053 o .054) sino «{text}».',
  'The message holds no statement.': 'El mensaje no contiene ningún extracto.',
  'Line {count}: the statement says that it is in {code} only after its entries.':
    'Línea {count}: el extracto dice que está en {code} solo tras sus apuntes.',
  '{text}: the statement says that it is in {code} only after its entries.':
    '{text}: el extracto dice que está en {code} solo tras sus apuntes.',
  'Line {count}: "{text}" is not a currency.': 'Línea {count}: «{text}» no es una moneda.',
  'Row {count}: "{text}" is not a currency.': 'Fila {count}: «{text}» no es una moneda.',
  '{text}: "{text2}" is not a currency.': '{text}: «{text2}» no es una moneda.',
  '{text}: there is no amount.': '{text}: no hay importe.',
  '{text}: CdtDbtInd is neither CRDT nor DBIT.': '{text}: CdtDbtInd no es ni CRDT ni DBIT.',
  '{text}: "{text2}" is not a date.': '{text}: «{text2}» no es una fecha.',
  'The file ends without a trailer (record 9); it is cut.': 'El archivo termina sin cierre (registro 9); está cortado.',
  'The file has a header but no rows.': 'El archivo tiene cabecera pero no filas.',
  'The workbook has rows on {count} sheets ({text}); say which one in the mapping ("sheet").':
    'El libro tiene filas en {count} hojas ({text}); diga cuál en la asignación («sheet»).',
  'No layout is known for the header "{text}"; give a mapping.':
    'No se conoce formato para la cabecera «{text}»; dé una asignación.',
  'No layout is known for the header "{text}"; name a mapping.':
    'No se conoce formato para la cabecera «{text}»; indique una asignación.',
  '"{text}" is not a date.': '«{text}» no es una fecha.',
  'Line {count} is longer than {count2} characters.': 'La línea {count} tiene más de {count2} caracteres.',
  'The file holds no MT940 statement.': 'El archivo no contiene ningún extracto MT940.',
  'Line {count}: ":{text}:{text2}" is not a balance.': 'Línea {count}: «:{text}:{text2}» no es un saldo.',
  'Line {count}: "{text}" is not a date YYMMDD.': 'Línea {count}: «{text}» no es una fecha AAMMDD.',
  'Line {count}: ":61:{text}" is not a statement line.': 'Línea {count}: «:61:{text}» no es una línea de extracto.',
  'Line {count}: the file nests deeper than {count2} elements.':
    'Línea {count}: el archivo anida más de {count2} elementos.',
  'Line {count}: {text} holds more than {count2} characters.':
    'Línea {count}: {text} contiene más de {count2} caracteres.',
  'Line {count}: a DOCTYPE or an entity is declared, which is refused.':
    'Línea {count}: se declara un DOCTYPE o una entidad, lo que se rechaza.',
  'Line {count}: "{text}" is no OFX element.': 'Línea {count}: «{text}» no es un elemento OFX.',
  'The file holds no bank or card statement.': 'El archivo no contiene ningún extracto bancario o de tarjeta.',
  'Line {count}: the entry has no amount.': 'Línea {count}: el apunte no tiene importe.',
  'Line {count}: the entry is in {code}, but the account is in {code2}.':
    'Línea {count}: el apunte está en {code}, pero la cuenta en {code2}.',
  'Line {count}: "{text}" is not a date YYYYMMDD.': 'Línea {count}: «{text}» no es una fecha AAAAMMDD.',
  'This is no bank file that Dunwell can read (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX).':
    'Este no es un archivo bancario que Dunwell pueda leer (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX).',
  '{text}: an amount of {text2} minor units; no bank books so much.':
    '{text}: un importe de {text2} unidades mínimas; ningún banco contabiliza tanto.',
  'The mail is larger than {count} bytes.': 'El correo supera los {count} bytes.',
  'The mail is no delivery report; a person reads it.': 'El correo no es un informe de entrega; lo lee una persona.',
  'The mail cannot be read: {text}.': 'El correo no puede leerse: {text}.',
  'This XML file is neither a bank message (camt.052/053/054), a payment (pain.001) nor an advice (remt.001).':
    'Este archivo XML no es un mensaje bancario (camt.052/053/054), un pago (pain.001) ni un aviso (remt.001).',
  'No payment of this message carries remittance information.':
    'Ningún pago de este mensaje lleva información de remesa.',
  'The file holds no check.': 'El archivo no contiene ningún cheque.',
  'The mail names {text}, but does not say that it was paid: it asks, disputes or announces.':
    'El correo nombra {text}, pero no dice que se pagara: pregunta, disputa o anuncia.',
  'The mail says that {text} was paid in part, but not how much.':
    'El correo dice que {text} se pagó en parte, pero no cuánto.',
  'The mail holds no remittance that can be read ({text}).': 'El correo no contiene ningún aviso legible ({text}).',
  'The mail holds no remittance that can be read.': 'El correo no contiene ningún aviso legible.',
  'The file holds no ACH record.': 'El archivo no contiene ningún registro ACH.',
  'The PDF holds no table with documents and amounts.': 'El PDF no contiene una tabla con documentos e importes.',
  'No table with documents and amounts could be read off the scanned pages; key in what it says.':
    'No pudo leerse una tabla con documentos e importes en las páginas escaneadas; teclee lo que dice.',
  'No table with documents and amounts could be read off the scanned page; key in what it says.':
    'No pudo leerse una tabla con documentos e importes en la página escaneada; teclee lo que dice.',
  'The PDF is larger than {count} bytes.': 'El PDF supera los {count} bytes.',
  'The PDF has more than {count} pages.': 'El PDF tiene más de {count} páginas.',
  'The PDF has more than {count} scanned pages; give them in parts.':
    'El PDF tiene más de {count} páginas escaneadas; délas por partes.',
  'The PDF holds more than {count} texts.': 'El PDF contiene más de {count} textos.',
  'The PDF holds neither text nor pictures of text; key in what it says.':
    'El PDF no contiene texto ni imágenes de texto; teclee lo que dice.',
  'The PDF is protected by a password.': 'El PDF está protegido con contraseña.',
  '{text}: an amount of {text2} minor units; nobody pays so much.':
    '{text}: un importe de {text2} unidades mínimas; nadie paga tanto.',
  'Pictures are read as PNG, JPEG, TIFF or PDF; save it as one of them.':
    'Las imágenes se leen como PNG, JPEG, TIFF o PDF; guárdela como una de ellas.',
  'A remittance is no larger than {count} bytes; split it.': 'Un aviso no supera los {count} bytes; divídalo.',
  'Mails are packed into mails more than {count} deep.': 'Los correos están anidados en más de {count} niveles.',
  'This is no remittance that Dunwell can read (X12 820/823/812, lockbox, ACH, ISO 20022, CSV, XLSX, PDF, PNG, JPEG, TIFF, mail).':
    'Este no es un aviso que Dunwell pueda leer (X12 820/823/812, lockbox, ACH, ISO 20022, CSV, XLSX, PDF, PNG, JPEG, TIFF, correo).',
  'No row names a document and an amount (the file begins with "{text}"); give a mapping.':
    'Ninguna fila nombra un documento y un importe (el archivo empieza por «{text}»); dé una asignación.',
  'The interchange holds no transaction set.': 'El intercambio no contiene ningún conjunto de transacciones.',
  'Segment {text} is too long, or there are too many.': 'El segmento {text} es demasiado largo, o hay demasiados.',
  'The interchange header (ISA) is cut or has no delimiters.':
    'La cabecera del intercambio (ISA) está cortada o no tiene delimitadores.',
  'The picture cannot be read: {text}.': 'La imagen no puede leerse: {text}.',
  'The picture has more than {count} pixels; scan it with 300 dots per inch.':
    'La imagen tiene más de {count} píxeles; escanéela a 300 ppp.',
  'The picture is an interlaced PNG; save it without that.': 'La imagen es un PNG entrelazado; guárdela sin eso.',
  'The picture is a TIFF {text}; save it as PDF, PNG or JPEG.':
    'La imagen es un TIFF {text}; guárdela como PDF, PNG o JPEG.',
  'The report has a header but no rows.': 'El informe tiene cabecera pero no filas.',
  'Settlement {text} has rows in {text2}; a payout is in one currency.':
    'La liquidación {text} tiene filas en {text2}; un pago está en una moneda.',
  'Row {count} has no amount.': 'La fila {count} no tiene importe.',
  'A payout that lacks a row explains nothing.': 'Un pago al que le falta una fila no explica nada.',
  'The file has more than {count} rows; split it.': 'El archivo tiene más de {count} filas; divídalo.',
  'The mapping names "{text}", but {text2} have {text3}.':
    'La asignación indica «{text}», pero {text2} tienen {text3}.',
  'The mapping does not say where "{text}" stands.': 'La asignación no dice dónde está «{text}».',
  'The mapping lets an empty cell clear "{text}", but that can be only given.':
    'La asignación deja que una celda vacía borre «{text}», pero eso solo puede darse.',
  'The mapping lets an empty cell clear "{text}", but that can be only changed.':
    'La asignación deja que una celda vacía borre «{text}», pero eso solo puede cambiarse.',
  'This must not be empty.': 'Esto no puede estar vacío.',
  '"{text}" is not a date written as {text2}.': '«{text}» no es una fecha escrita como {text2}.',
  '"{text}" is neither yes nor no.': '«{text}» no es ni sí ni no.',
  '"{text}" is not an amount written with "{text2}".': '«{text}» no es un importe escrito con «{text2}».',
  'The column "{text}" stands twice in the header.': 'La columna «{text}» aparece dos veces en la cabecera.',
  'The file is packed (gzip); unpack it and bring the file inside.':
    'El archivo está comprimido (gzip); descomprímalo y traiga el archivo que contiene.',
  'This is a mail as Outlook saves it (.msg); save it as .eml, or bring the file that is attached to it.':
    'Es un correo tal como lo guarda Outlook (.msg); guárdelo como .eml o traiga el archivo adjunto.',
  'This is an old .xls workbook or one with a password; save it as .xlsx without password.':
    'Este es un libro .xls antiguo o con contraseña; guárdelo como .xlsx sin contraseña.',
  'The workbook is larger than {count} bytes.': 'El libro supera los {count} bytes.',
  'The workbook has no sheet "{text}"; it has {text2}.': 'El libro no tiene la hoja «{text}»; tiene {text2}.',
  'Sheet "{text}": row {count} stands after row {count2}.':
    'Hoja «{text}»: la fila {count} está tras la fila {count2}.',
  'Sheet "{text}" has more than {count} rows; split it.': 'La hoja «{text}» tiene más de {count} filas; divídala.',
  'Sheet "{text}", row {count}: "{text2}" is no cell.': 'Hoja «{text}», fila {count}: «{text2}» no es una celda.',
  'Sheet "{text}", {text2}{text3}: the formula was saved without its value; open the workbook in a spreadsheet program and save it again.':
    'Hoja «{text}», {text2}{text3}: la fórmula se guardó sin su valor; abra el libro en una hoja de cálculo y guárdelo de nuevo.',
  'The workbook has more than {count} cells.': 'El libro tiene más de {count} celdas.',
  'The workbook lacks its part "{text}".': 'Al libro le falta su parte «{text}».',
  'This ZIP file holds no workbook; unpack it and give the file inside.':
    'Este archivo ZIP no contiene un libro; descomprímalo y dé el archivo de dentro.',
  'The bank gave no statement; it answered {text}.': 'El banco no dio ningún extracto; respondió {text}.',
  'This is a binary (.xlsb) or OpenDocument (.ods) workbook; save it as .xlsx.':
    'Es un libro binario (.xlsb) u OpenDocument (.ods); guárdelo como .xlsx.',
  'Every sheet of the workbook is hidden: {text}; show one, or say which one in the mapping ("sheet").':
    'Todas las hojas del libro están ocultas: {text}; muestre una o indique cuál en la asignación («sheet»).',
  'The workbook has no sheet.': 'El libro no tiene hojas.',
  'A sheet holds at most {count} rows; write CSV instead.': 'Una hoja admite como mucho {count} filas; escriba CSV.',
  'Nothing was written.': 'No se escribió nada.',
  'A cell holds at most {count} characters.': 'Una celda admite como mucho {count} caracteres.',
  'The workbook is damaged: {text}.': 'El libro está dañado: {text}.',
  'Open and save it again.': 'Ábralo y guárdelo de nuevo.',
  'The workbook holds {count} parts; that is refused.': 'El libro contiene {count} partes; se rechaza.',
  'The workbook is protected by a password; save it without.':
    'El libro está protegido con contraseña; guárdelo sin ella.',
  '"{text}" unfolds to more than a workbook needs (over {count} bytes out of {count2}).':
    '«{text}» se expande a más de lo que necesita un libro (más de {count} bytes de {count2}).',
  '{text}: a text has over {count} characters.': '{text}: un texto tiene más de {count} caracteres.',
  '{text}: a DOCTYPE or an entity is declared, which is refused.':
    '{text}: se declara un DOCTYPE o una entidad, lo que se rechaza.',
  '{text}: the entity "{text2}" is unknown.': '{text}: la entidad «{text2}» es desconocida.',
  '{text}: elements are nested deeper than {count}.': '{text}: los elementos se anidan a más de {count} niveles.',
  '{text}: this is no XML, {text2}.': '{text}: esto no es XML, {text2}.',
  'Nothing was changed.': 'No se cambió nada.',
  '{text} was reversed already.': '{text} ya se anuló.',
  '{text} is not closed.': '{text} no está cerrada.',
  '{text} is decided already: {text2} on {day}.': '{text} ya está decidido: {text2} el {day}.',
  '{text} has only {amount} open.': '{text} solo tiene {amount} abiertos.',
  '{text} has {amount}; that much or less can be taken.': '{text} tiene {amount}; puede tomarse eso o menos.',
  '{text} is only noted.': '{text} solo está anotado.',
  '{text} is withdrawn already.': '{text} ya está retirado.',
  'Row {count}: {text}.': 'Fila {count}: {text}.',
  'Line {count}: {text}.': 'Línea {count}: {text}.',
  'The mappings "{text}" and "{text2}" fit alike; say which, or for files of which names each is.':
    'Las asignaciones «{text}» y «{text2}» encajan igual; indique cuál, o para qué nombres de archivo vale cada una.',
  'A kept mapping has a name, and names columns or a lockbox: else it fits no file.':
    'Una asignación guardada tiene un nombre e indica columnas o una lockbox: si no, no encaja con ningún archivo.',
  'Say which bank account the lines are of: a table does not.':
    'Indique de qué cuenta bancaria son las líneas: una tabla no lo dice.',
  '{text} is closed since {day} and takes no more files.':
    '{text} está cerrada desde el {day} y ya no admite archivos.',
  'There is no such mapping in use in this company.': 'En esta empresa no se usa ninguna asignación así.',
  'No mapping of remittances is kept as "{text}".': 'No hay guardada ninguna asignación de avisos como «{text}».',
  'This is no table of columns, so there is nothing to point at.':
    'No es una tabla con columnas, así que no hay nada que señalar.',
  'No mapping of bank lines is kept as "{text}".':
    'No hay ninguna asignación de líneas bancarias guardada como «{text}».',
  'Several companies keep a mapping as "{text}"; name the company.':
    'Varias empresas guardan una asignación como «{text}»; indique la empresa.',
  '{text}: the mappings "{text2}" ({text3}) and "{text4}" ({text5}) fit alike; say which, or keep for each of which names its files are.':
    '{text}: las asignaciones «{text2}» ({text3}) y «{text4}» ({text5}) encajan igual; indique cuál, o guarde con cada una los nombres de sus archivos.',
  'A file that is attached is a PDF of at most {count} MB, by its content.':
    'Un archivo adjunto es, por su contenido, un PDF de {count} MB como máximo.',
  'Somebody let this customer sleep until another day meanwhile; that stands.':
    'Alguien ha puesto entretanto a este cliente en pausa hasta otro día; eso sigue en pie.',
  'There is no such file.': 'No hay tal archivo.',
};

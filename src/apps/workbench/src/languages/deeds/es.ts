/** What the audit trail says of deeds, in Spanish. */
import type { Catalogue } from '../../language.ts';

export const deeds: Catalogue = {
  'A delegation was revoked.': 'Se revocó una delegación.',
  'Money of customers without a collector that no person was given has no owner from now on.':
    'El dinero de clientes sin gestor que no se asignó a nadie queda sin responsable desde ahora.',
  'Money of customers without a collector that no person was given falls to one person from now on.':
    'El dinero de clientes sin gestor que no se asignó a nadie corresponde desde ahora a una persona.',
  'Money of unknown payers that no person was given has no owner from now on.':
    'El dinero de pagadores desconocidos que no se asignó a nadie queda sin responsable desde ahora.',
  'Money of unknown payers that no person was given falls to one person from now on.':
    'El dinero de pagadores desconocidos que no se asignó a nadie corresponde desde ahora a una persona.',
  'The books were made to their end.': 'Los libros quedaron terminados.',
  'Actions that this version brought were given the limits that they begin with.':
    'Las acciones que trae esta versión recibieron sus límites iniciales.',
  'Actions without limits were given their defaults.': 'Las acciones sin límites recibieron los predeterminados.',
  'Its content changed after it was asked for.': 'Su contenido cambió después de solicitarse.',
  'A person changed the own password.': 'Alguien cambió su propia contraseña.',
  'An account was closed.': 'Se cerró una cuenta de acceso.',
  'A person was given an account.': 'Alguien recibió una cuenta de acceso.',
  'A person was made known.': 'Se dio de alta a una persona.',
  'The role {word} was granted in every company.': 'Se concedió el rol «{word}» en todas las empresas.',
  'The role {word} was granted in {text}.': 'Se concedió el rol «{word}» en {text}.',
  'A person replaced a one-time password by an own one.':
    'Alguien sustituyó una contraseña de un solo uso por la propia.',
  'A person was given a one-time password.': 'Alguien recibió una contraseña de un solo uso.',
  'An account was opened again, with a one-time password.':
    'Se reabrió una cuenta de acceso con una contraseña de un solo uso.',
  'A role was taken away.': 'Se retiró un rol.',
  'Cash application of {count} bank lines up to {day}.': 'Aplicación de {count} líneas bancarias hasta el {day}.',
  'Bank lines are posted by the rule "{text}" to account {text2}.':
    'Las líneas bancarias se contabilizan por la regla «{text}» en la cuenta {text2}.',
  'Movements of the bank in {month} were posted by rule.':
    'Los movimientos del banco de {month} se contabilizaron por regla.',
  'The bank paid refunds out.': 'El banco pagó reembolsos.',
  'The bank brought a refund back.': 'El banco devolvió un reembolso.',
  'The bank account was closed.': 'Se cerró la cuenta bancaria.',
  'The bank account was opened again.': 'Se reabrió la cuenta bancaria.',
  'A control sample of the automatic postings of {month} was drawn.':
    'Se extrajo una muestra de control de las contabilizaciones automáticas de {month}.',
  'A posting of the control sample was right.': 'Una contabilización de la muestra de control era correcta.',
  'A posting of the control sample was wrong.': 'Una contabilización de la muestra de control era incorrecta.',
  'What became of the matching of the last {count} months was counted for {day}.':
    'Se contó al {day} qué fue de la conciliación de los últimos {count} meses.',
  'Bank account {text} was set up.': 'Se creó la cuenta bancaria {text}.',
  'The terms of the payment service {text} from {day} on were set.':
    'Se fijaron las condiciones del servicio de pagos {text} desde el {day}.',
  'A person took back what was declined for receipt {text}.': 'Alguien retiró lo rechazado para el cobro {text}.',
  'A person took back that receipt {text} was left on account.':
    'Alguien retiró que el cobro {text} quedara en la cuenta.',
  'What a person left on account may be proposed again; the next run looks.':
    'Lo que alguien dejó en la cuenta puede proponerse de nuevo; la próxima ejecución lo mira.',
  'What a person declined may be proposed again; the next run looks.':
    'Lo que alguien rechazó puede volver a proponerse; el próximo proceso lo revisa.',
  'Checks were paid in on {day}.': 'Se ingresaron cheques el {day}.',
  'The bank credited a deposit of checks.': 'El banco abonó un ingreso de cheques.',
  'The bank credited {count} batches of a lockbox.': 'El banco abonó {count} lotes de un lockbox.',
  'Remittance advice {text} was read.': 'Se leyó el aviso de pago {text}.',
  'Bank file {text} was read.': 'Se leyó el archivo bancario {text}.',
  'Settlement {text} of {text2} was read.': 'Se leyó la liquidación {text} de {text2}.',
  'A corrected report came: {text}.': 'Llegó un informe corregido: {text}.',
  '{count} remittance advices were linked to their money.': 'Se vincularon {count} avisos de pago con su dinero.',
  'Remittance advice {text} was linked to receipt {text2} by a person.':
    'Una persona vinculó el aviso {text} con el cobro {text2}.',
  '{text} brought it again.': '{text} lo trajo de nuevo.',
  'Receipt {text} was given to who collects from its customer.':
    'El cobro {text} se asignó a quien gestiona a su cliente.',
  'Receipt {text} was given to a person.': 'El cobro {text} se asignó a una persona.',
  'Money {text} that no person was given has no owner from now on.':
    'El dinero {text} que no se asignó a nadie queda sin responsable desde ahora.',
  'Money {text} that no person was given falls to one person from now on.':
    'El dinero {text} que no se asignó a nadie corresponde desde ahora a una persona.',
  'Credits without movement are dormant after {count} months from {day} on.':
    'Los saldos a favor sin movimiento quedan inactivos tras {count} meses desde el {day}.',
  'Credits without movement of customers in {code} are dormant after {count} months from {day} on.':
    'Los saldos a favor sin movimiento de clientes en {code} quedan inactivos tras {count} meses desde el {day}.',
  'A deposit was explained by settlement {text}.': 'La liquidación {text} explicó un ingreso.',
  'Check {text} came in.': 'Entró el cheque {text}.',
  'The image of check {text} was attached.': 'Se adjuntó la imagen del cheque {text}.',
  'A person lets what was learned about a payer ({text}) be used again.':
    'Alguien permite usar de nuevo lo aprendido sobre un pagador ({text}).',
  'A bank account is now named {text}.': 'Una cuenta bancaria se llama ahora {text}.',
  'The fee for returned payments in {code} from {day} on was set.':
    'Se fijó la comisión por pagos devueltos en {code} desde el {day}.',
  'Its payment was taken back: {text}.': 'Su pago se retiró: {text}.',
  'Charge of the bank for the returned payment {text} of {day}.':
    'Comisión del banco por el pago devuelto {text} del {day}.',
  'Fee for the returned payment {text}': 'Comisión por el pago devuelto {text}',
  'Returned payment {text}': 'Pago devuelto {text}',
  'Paid to {text}': 'Pagado a {text}',
  'Received by {text}': 'Recibido por {text}',
  'Fee for the returned payment {text} of {day}, as policy says.':
    'Comisión por el pago devuelto {text} del {day}, según las reglas.',
  'Its bank sends statements on every business day from {day} on.':
    'Su banco envía extractos cada día hábil desde el {day}.',
  'Its bank sends statements only on movement from {day} on.':
    'Su banco envía extractos solo cuando hay movimientos desde el {day}.',
  'A batch that the bank booked in one amount was split into its payments.':
    'Un lote que el banco contabilizó en un solo importe se dividió en sus pagos.',
  'Receipt {text} was split over companies as its payer names their documents.':
    'El cobro {text} se repartió entre empresas, pues su pagador nombra documentos de ellas.',
  '{count} payments name documents of several companies; a person decides.':
    '{count} pagos nombran documentos de varias empresas; decide una persona.',
  'Customers are asked what to do with credits that nobody has moved.':
    'Se pregunta a los clientes qué hacer con saldos a favor que nadie ha movido.',
  'A {word} was logged.': 'Se registró: {word}.',
  'Priorities for {day}.': 'Prioridades para el {day}.',
  'The payer of receipt {text} is asked what it is for.': 'Se pregunta al pagador del cobro {text} para qué es.',
  'Dunning run of {day}.': 'Proceso de reclamación del {day}.',
  'Statements of account for {text}, as of {day}.': 'Extractos de cuenta de {text}, a fecha {day}.',
  'Dunning procedure {text} was set.': 'Se fijó el procedimiento de reclamación {text}.',
  '{text} sends statements from day {count} of the month.': '{text} envía extractos desde el día {count} del mes.',
  '{text} sends no statements by itself.': '{text} no envía extractos por sí sola.',
  'The work with the customer was taken over until {day}.': 'El trabajo con el cliente se asumió hasta el {day}.',
  'The work with the customer was given back.': 'El trabajo con el cliente se devolvió.',
  '{text} is closed on {text2}.': '{text} está cerrada: {text2}.',
  '{text} is closed on the public holidays of {text2} in {count}.':
    '{text} está cerrada los festivos de {text2} en {count}.',
  '{text} is open on {day} after all.': '{text} sí abre el {day}.',
  'Company {text} was set up.': 'Se creó la empresa {text}.',
  '{count} exchange rates were recorded.': 'Se registraron {count} tipos de cambio.',
  '{count} tax codes were recorded.': 'Se registraron {count} códigos de impuesto.',
  '{count} tax policies were recorded.': 'Se registraron {count} reglas fiscales.',
  '{count} reason codes were set.': 'Se fijaron {count} códigos de motivo.',
  'Starting tax codes, tax policies and reason codes were recorded.':
    'Se registraron los códigos de impuesto, reglas fiscales y códigos de motivo iniciales.',
  'Payment term {text} was set.': 'Se fijó la condición de pago {text}.',
  'Message {text} was checked at the moment of sending.': 'El mensaje {text} se comprobó en el momento del envío.',
  'Letters of {text} were collected for printing.': 'Se reunieron cartas de {text} para imprimir.',
  'Print batch {text} was printed.': 'Se imprimió el lote {text}.',
  'Print batch {text} is printed again.': 'El lote {text} se imprime de nuevo.',
  '{text} reports on a mail that is none of ours.': '{text} informa de un correo que no es nuestro.',
  'A server reported on message {text}.': 'Un servidor informó sobre el mensaje {text}.',
  'A server reported on a mail that is none of ours.': 'Un servidor informó sobre un correo que no es nuestro.',
  'This report was read before.': 'Este informe ya se leyó.',
  'A server reported on it, so it left.': 'Un servidor informó sobre él, así que salió.',
  'Message {text}: {word} ({text2}).': 'Mensaje {text}: {word} ({text2}).',
  'Message {text}: {word}.': 'Mensaje {text}: {word}.',
  'The prose of the {word} in {text}, level {count}, was changed.':
    'Se cambió el texto de «{word}» en {text}, nivel {count}.',
  '{text} mails by SMTP.': '{text} envía correo por SMTP.',
  '{text} mails into the outbox folder.': '{text} deja el correo en la carpeta de salida.',
  'The report gives no reason.': 'El informe no da ningún motivo.',
  'Settings of customer {text} were changed.': 'Se cambiaron los ajustes del cliente {text}.',
  'Claimed by {text}; not verified.': 'Indicado por {text}; sin verificar.',
  'New bank details were claimed by {text}.': '{text} indicó nuevos datos bancarios.',
  'Contact of customer {text} was changed.': 'Se cambió un contacto del cliente {text}.',
  'Contact of customer {text} was added.': 'Se añadió un contacto al cliente {text}.',
  'Portfolio {text} was created.': 'Se creó la cartera {text}.',
  'Insolvency proceedings over customer {text} since {day}, {text2}: {text3}.':
    'Procedimiento de insolvencia del cliente {text} desde el {day}, {text2}: {text3}.',
  '{count} customers were saved.': 'Se guardaron {count} clientes.',
  'Clearings of {text} were exported to its ERP.': 'Las compensaciones de {text} se exportaron a su ERP.',
  'The ERP answered {count} exported clearings of {text}.':
    'El ERP respondió a {count} compensaciones exportadas de {text}.',
  'The ERP rejected {text}: no reason given.': 'El ERP rechazó {text}: sin indicar motivo.',
  'The ERP rejected {text}: {text2}.': 'El ERP rechazó {text}: {text2}.',
  'The ERP told the money at this moment.': 'El ERP comunicó el dinero en este momento.',
  'The ERP told the money of this receipt by {text}.': 'El ERP comunicó el dinero de este cobro por {text}.',
  'Imported from {text}.': 'Importado de {text}.',
  'Load {text} of {text2} for {day}: {count} rows, {count2} items that it does not name.':
    'Carga {text} de {text2} para el {day}: {count} filas, {count2} partidas que no nombra.',
  'Load {text} of {text2} for {day} was taken in.': 'Se incorporó la carga {text} de {text2} para el {day}.',
  'Load {text} of {text2} for {day} waited for what lay before it.':
    'La carga {text} de {text2} para el {day} esperó a lo anterior.',
  'A mapping of a file was kept.': 'Se guardó una asignación de archivo.',
  '{count} payments of {text} waited for their receipts and can be told now.':
    '{count} pagos de {text} esperaban sus cobros y ya pueden reconocerse.',
  'The chart of accounts was set up.': 'Se creó el plan de cuentas.',
  'The offset was executed.': 'La compensación se ejecutó.',
  'A document ({word}) came for offset {text}.': 'Llegó un documento ({word}) para la compensación {text}.',
  'Document {text} of offset {text2} was looked at and counts.':
    'El documento {text} de la compensación {text2} se revisó y cuenta.',
  'The netting agreement {text} was recorded.': 'Se registró el acuerdo de compensación {text}.',
  'The copy of a netting agreement was kept.': 'Se guardó la copia de un acuerdo de compensación.',
  'Offsets of aged balances of {text} were looked for.': 'Se buscaron compensaciones de saldos vencidos de {text}.',
  '{count} payables were offered for offset.': 'Se ofrecieron {count} deudas para compensar.',
  'Nothing is left of it to be set off.': 'No queda nada por compensar.',
  'The customer is asked for the documents of offset {text}.':
    'Se piden al cliente los documentos de la compensación {text}.',
  'The customer is reminded of the documents of request {text}.':
    'Se recuerdan al cliente los documentos de la solicitud {text}.',
  'The rules of offsets of {text} were set from {day} on.':
    'Se fijaron las reglas de compensación de {text} desde el {day}.',
  'The {word} was asked for now.': 'Pedido para ahora: {word}.',
  'A saved view was removed.': 'Se eliminó una vista guardada.',
  'The view "{text}" of {text2} was saved for everybody.': 'La vista «{text}» de {text2} se guardó para todos.',
  'The view "{text}" of {text2} was saved.': 'La vista «{text}» de {text2} se guardó.',
  'The schedule of the {word} was set from {day} on.': 'Horario fijado desde el {day}: {word}.',
  'Promises were judged as of {day}.': 'Las promesas se evaluaron a fecha {day}.',
  'Promise of {text} for {day}.': 'Promesa de {text} para el {day}.',
  'Bill or post-dated check {text} taken for {text2}, due {day}.':
    'Letra o cheque posfechado {text} aceptado por {text2}, vence el {day}.',
  'A certificate of withheld tax was attached to {text}.': 'Se adjuntó a {text} un certificado de retención.',
  '{count} files were attached to documents of {text}.': 'Se adjuntaron {count} archivos a documentos de {text}.',
  '{count} documents were posted.': 'Se contabilizaron {count} documentos.',
  "{word} {text} posted on the customer's account.": '{word} {text} contabilizado en la cuenta del cliente.',
  '{word} {text} out of {text2}.': '{word} {text} a partir de {text2}.',
  'Money for what was written off with {text}.': 'Dinero por lo que se dio de baja con {text}.',
  'No policy of {text} is recorded; a person judges it.':
    'No hay ninguna regla de {text} registrada; lo juzga una persona.',
  'Relief of tax is taken back: {text}': 'La devolución de impuesto se deshace: {text}',
  'Relief of tax is repaid: {text} of what was claimed came in after all.':
    'La devolución de impuesto se reintegra: {text} de lo reclamado se cobró al final.',
  'Open items in foreign currency were revalued for {month} and the open months before it.':
    'Las partidas abiertas en divisa se revaluaron para {month} y los meses abiertos anteriores.',
  'Open items in foreign currency were revalued for {month}.':
    'Las partidas abiertas en divisa se revaluaron para {month}.',
  'Tax withheld from {text}; its certificate is awaited.': 'Impuesto retenido de {text}; se espera su certificado.',
  'Certificate {text} for the tax withheld in {text2}.': 'Certificado {text} por el impuesto retenido en {text2}.',
  'A balance of {amount} as of {day} was agreed with {text}.':
    'Se acordó con {text} un saldo de {amount} a fecha {day}.',
  'The confirmation "{text}" of an agreed balance was attached.':
    'Se adjuntó la confirmación «{text}» de un saldo acordado.',
  "{count} differences of a customer's statement were decided.":
    'Se decidieron {count} diferencias del extracto de un cliente.',
  'The statement of account "{text}" was received.': 'Se recibió el extracto de cuenta «{text}».',
  'The bank reconciliation of {month} was prepared.': 'Se preparó la conciliación bancaria de {month}.',
  'The bank reconciliation of {month} was signed.': 'Se firmó la conciliación bancaria de {month}.',
  'The customer is written to about {count} differences of statement {text}.':
    'Se escribe al cliente sobre {count} diferencias del extracto {text}.',
  'Reminder fee of the dunning notice of level {count} (message {text}).':
    'Recargo del aviso de reclamación de nivel {count} (mensaje {text}).',
  'How tables of bank lines are read was kept as "{text}".':
    'Se guardó como «{text}» cómo se leen las tablas de líneas bancarias.',
  'How remittances are read was kept as "{text}".': 'Se guardó como «{text}» cómo se leen los avisos de pago.',
  'A kept mapping of files is used no more.': 'Una asignación de archivos guardada ya no se usa.',
  'A file was attached to customer {text}.': 'Se adjuntó un archivo al cliente {text}.',
  'A file was attached to {text}.': 'Se adjuntó un archivo a {text}.',
  'The role {word} was granted for all companies.': 'Se concedió el rol «{word}» para todas las empresas.',
  'The role {word} was granted for one company.': 'Se concedió el rol «{word}» para una empresa.',
  'Payment term {text} was set: {text2}': 'Se fijó la condición de pago {text}: {text2}',
  'The rules of cash application from {day} on were set: {text}':
    'Se fijaron las reglas de aplicación de cobros desde el {day}: {text}',
};

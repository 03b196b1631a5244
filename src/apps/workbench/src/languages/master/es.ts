/** Loads of the ERP, and numbers and relations of customers, in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const master: Catalogue = {
  'Bring the bank’s file': 'Traer el fichero del banco',
  'Payments of the ERP': 'Pagos del ERP',
  'A payment that the ERP tells is the money of a receipt of the bank, and counts once. What cannot be told yet stands here and does not count: it is taken in by itself once the bank is read, or once a person says which it is.':
    'Un pago que comunica el ERP es el dinero de un cobro del banco y cuenta una vez. Lo que aún no se puede decir está aquí y no cuenta: se toma por sí mismo en cuanto se lee el banco o una persona dice cuál es.',
  'No payment of the ERP waits': 'Ningún pago del ERP espera',
  'What the ERP and the bank tell of money agrees, or one of them has told nothing yet.':
    'Lo que el ERP y el banco comunican del dinero coincide, o uno de ellos aún no ha comunicado nada.',
  'What waits': 'Qué espera',
  'What it waits for': 'A qué espera',
  'What it may be': 'Qué puede ser',
  'Decide whether {name} is {other}': 'Decidir si {name} es {other}',
  'a receipt in suspense': 'un cobro en suspenso',
  'receipt {number}': 'cobro {number}',
  'payment {number}': 'pago {number}',
  'nobody is known': 'no se conoce a nadie',
  'Is {name} the money of {other}?': '¿Es {name} el dinero de {other}?',
  'It is the same money': 'Es el mismo dinero',
  'It is other money': 'Es otro dinero',
  'It is the same money, and counts once.': 'Es el mismo dinero y cuenta una vez.',
  'It is other money: each counts once nothing else is doubtful.':
    'Es otro dinero: cada uno cuenta en cuanto nada más es dudoso.',
  'What it is': 'Qué es',
  'The same money': 'El mismo dinero',
  'Other money': 'Otro dinero',
  'The payment becomes the receipt, or one gives way to the other: the money counts once.':
    'El pago pasa a ser el cobro, o uno cede al otro: el dinero cuenta una vez.',
  'They are not taken for the same money again; the reason is kept.':
    'No se vuelven a tomar por el mismo dinero; el motivo se conserva.',
  'A collective account of one-time customers.': 'Una cuenta colectiva de clientes ocasionales.',
  'A file of the ERP’s open items that does not hold what it declares is held: nothing of it counts until a person lets it in, or a right one comes.':
    'Un archivo de partidas abiertas del ERP que no contiene lo que declara queda retenido: nada de él cuenta hasta que una persona lo admita o llegue uno correcto.',
  'Add a relation': 'Añadir una relación',
  'Add it': 'Añadirla',
  Changed: 'Cambiadas',
  'Discard: {file}': 'Descartar: {file}',
  'End it': 'Terminarla',
  'End it: {relation} {number}': 'Terminar: {relation} {number}',
  'Ended: {relation} {number}.': 'Terminada: {relation} {number}.',
  'Give another number': 'Dar otro número',
  'Give the number': 'Dar el número',
  'It could not be read.': 'No se pudo leer.',
  'It is taken back from its first day: each customer stands by itself again. What was sent stays as it was.':
    'Se retira desde su primer día: cada cliente vuelve a estar por sí solo. Lo enviado queda como estaba.',
  'Its items and its story are read with those of the other from that day on. Ended, it stands by itself again.':
    'Sus partidas y su historia se leen con las del otro desde ese día. Terminada, vuelve a estar por sí solo.',
  'Known as {number} until {day}': 'Conocido como {number} hasta el {day}',
  'Known by this number only; neither merged, nor a branch, nor paid for by another.':
    'Conocido solo por este número; ni fusionado, ni sucursal, ni paga otro por él.',
  'Released by a person': 'Liberada por una persona',
  'Release it: {file}': 'Liberar: {file}',
  'New number': 'Número nuevo',
  'Loads come by the inbox, over HTTP or by the command line, into a company that mirrors its ERP.':
    'Las cargas llegan por la bandeja de entrada, por HTTP o desde la línea de órdenes a una sociedad que refleja su ERP.',
  'No load is held': 'Ninguna carga está retenida',
  'Open without tax': 'Abiertas sin impuesto',
  'Not named any more': 'Ya no nombradas',
  'Not taken in': 'No admitida',
  'Nothing of it counts, now or later.': 'Nada de ella cuenta, ni ahora ni después.',
  'Numbers and relations': 'Números y relaciones',
  'Other customer': 'Otro cliente',
  'Overtaken by a later one': 'Superada por una posterior',
  'Reads as': 'Se lee como',
  Relation: 'Relación',
  'Taken in': 'Admitida',
  'The ERP has sent nothing yet': 'El ERP aún no ha enviado nada',
  'The file is right as it stands: what it names counts, and what it does not name any more is closed in the ERP.':
    'El archivo es correcto tal como está: lo que nombra cuenta, y lo que ya no nombra está cerrado en el ERP.',
  'What it shows': 'Qué muestra',
  'branch of': 'sucursal de',
  'everything that is open': 'todo lo que está abierto',
  'from {from}': 'desde el {from}',
  'from {from} to {to}': 'del {from} al {to}',
  'head office of': 'central de',
  'items stand on the head office': 'las partidas están en la central',
  'items stay on the branch': 'las partidas quedan en la sucursal',
  'letters go to the customer': 'las cartas van al cliente',
  'letters go to the payer': 'las cartas van al pagador',
  'merged into': 'fusionado en',
  'paid for by': 'pagado por',
  'pays for': 'paga por',
  'took over': 'absorbió a',
  'what changed': 'lo que cambió',
  'what changed since {day}': 'lo que cambió desde el {day}',
  '{file} is discarded.': '{file} está descartada.',
  '{file} is released.': '{file} está liberada.',
  '{name} has the number {number} now.': '{name} tiene ahora el número {number}.',
  '{name} is from a day on': '{name} es desde un día',
  '{name}: {relation} {number}.': '{name}: {relation} {number}.',
  '{number} finds the customer for ever; documents keep what they were sent with.':
    '{number} encuentra al cliente para siempre; los documentos conservan aquello con lo que se enviaron.',
  'It declares {text} {code}, but its items sum to {text2} {code2}.':
    'Declara {text} {code}, pero sus partidas suman {text2} {code2}.',
  'The control account holds {text} {code}, but the items sum to {text2} {code2}.':
    'La cuenta de control tiene {text} {code}, pero las partidas suman {text2} {code2}.',
  'The control account holds {text} {code}, but the items after this delta sum to {text2} {code2}.':
    'La cuenta de control tiene {text} {code}, pero las partidas tras este cambio suman {text2} {code2}.',
  'Its key date lies in {text}, which is closed here; reopen the month or send a later key date.':
    'Su fecha clave cae en {text}, que aquí está cerrado; reabra el mes o envíe una fecha posterior.',
  'Discarded: {text}': 'Descartada: {text}',
  'No load is in this state': 'Ninguna carga en este estado',
  'Find a user': 'Buscar un usuario',
  'Nobody is called so.': 'Nadie se llama así.',
  user: 'usuario',
  users: 'usuarios',
};

/** Loads of the ERP, and numbers and relations of customers, in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const master: Catalogue = {
  'Bring the bank’s file': 'Apporter le fichier de la banque',
  'Payments of the ERP': 'Paiements de l’ERP',
  'A payment that the ERP tells is the money of a receipt of the bank, and counts once. What cannot be told yet stands here and does not count: it is taken in by itself once the bank is read, or once a person says which it is.':
    'Un paiement que l’ERP annonce est l’argent d’un encaissement de la banque et compte une fois. Ce qui ne peut pas encore être dit est ici et ne compte pas : il est repris de lui-même dès que la banque est lue ou qu’une personne dit lequel c’est.',
  'No payment of the ERP waits': 'Aucun paiement de l’ERP n’attend',
  'What the ERP and the bank tell of money agrees, or one of them has told nothing yet.':
    'Ce que l’ERP et la banque annoncent de l’argent concorde, ou l’un d’eux n’a encore rien annoncé.',
  'What waits': 'Ce qui attend',
  'What it waits for': 'Ce qu’il attend',
  'What it may be': 'Ce que cela peut être',
  'Decide whether {name} is {other}': 'Décider si {name} est {other}',
  'a receipt in suspense': 'un encaissement en attente',
  'receipt {number}': 'encaissement {number}',
  'payment {number}': 'paiement {number}',
  'nobody is known': 'personne n’est connu',
  'Is {name} the money of {other}?': '{name} est-il l’argent de {other} ?',
  'It is the same money': 'C’est le même argent',
  'It is other money': 'C’est un autre argent',
  'It is the same money, and counts once.': 'C’est le même argent, et il compte une fois.',
  'It is other money: each counts once nothing else is doubtful.':
    'C’est un autre argent : chacun compte dès que rien d’autre n’est douteux.',
  'What it is': 'Ce que c’est',
  'The same money': 'Le même argent',
  'Other money': 'Autre argent',
  'The payment becomes the receipt, or one gives way to the other: the money counts once.':
    'Le paiement devient l’encaissement, ou l’un cède à l’autre : l’argent compte une fois.',
  'They are not taken for the same money again; the reason is kept.':
    'Ils ne sont plus pris pour le même argent ; le motif est gardé.',
  'A collective account of one-time customers.': 'Un compte collectif de clients occasionnels.',
  'A file of the ERP’s open items that does not hold what it declares is held: nothing of it counts until a person lets it in, or a right one comes.':
    'Un fichier de postes ouverts de l’ERP qui ne contient pas ce qu’il déclare est retenu : rien n’en compte avant qu’une personne ne l’admette ou qu’un fichier juste n’arrive.',
  'Add a relation': 'Ajouter une relation',
  'Add it': 'L’ajouter',
  Changed: 'Modifiées',
  'Discard: {file}': 'Abandonner : {file}',
  'End it': 'La terminer',
  'End it: {relation} {number}': 'Terminer : {relation} {number}',
  'Ended: {relation} {number}.': 'Terminée : {relation} {number}.',
  'Give another number': 'Donner un autre numéro',
  'Give the number': 'Donner le numéro',
  'It could not be read.': 'Il n’a pas pu être lu.',
  'It is taken back from its first day: each customer stands by itself again. What was sent stays as it was.':
    'Elle est reprise dès son premier jour : chaque client est de nouveau seul. Ce qui a été envoyé reste tel quel.',
  'Its items and its story are read with those of the other from that day on. Ended, it stands by itself again.':
    'Ses postes et son histoire se lisent avec ceux de l’autre à partir de ce jour. Terminée, il est de nouveau seul.',
  'Known as {number} until {day}': 'Connu sous {number} jusqu’au {day}',
  'Known by this number only; neither merged, nor a branch, nor paid for by another.':
    'Connu sous ce seul numéro ; ni fusionné, ni succursale, ni payé par un autre.',
  'Released by a person': 'Libéré par une personne',
  'Release it: {file}': 'Libérer : {file}',
  'New number': 'Nouveau numéro',
  'Loads come by the inbox, over HTTP or by the command line, into a company that mirrors its ERP.':
    'Les chargements arrivent par la boîte d’entrée, par HTTP ou par la ligne de commande dans une société qui reflète son ERP.',
  'No load is held': 'Aucun chargement n’est retenu',
  'Open without tax': 'Ouverts sans taxe',
  'Not named any more': 'Plus nommés',
  'Not taken in': 'Non repris',
  'Nothing of it counts, now or later.': 'Rien n’en compte, ni maintenant ni plus tard.',
  'Numbers and relations': 'Numéros et relations',
  'Other customer': 'Autre client',
  'Overtaken by a later one': 'Dépassé par un plus récent',
  'Reads as': 'Se lit comme',
  Relation: 'Relation',
  'Taken in': 'Repris',
  'The ERP has sent nothing yet': 'L’ERP n’a encore rien envoyé',
  'The file is right as it stands: what it names counts, and what it does not name any more is closed in the ERP.':
    'Le fichier est juste tel quel : ce qu’il nomme compte, et ce qu’il ne nomme plus est soldé dans l’ERP.',
  'What it shows': 'Ce qu’il montre',
  'branch of': 'succursale de',
  'everything that is open': 'tout ce qui est ouvert',
  'from {from}': 'à partir du {from}',
  'from {from} to {to}': 'du {from} au {to}',
  'head office of': 'siège de',
  'items stand on the head office': 'les postes sont au siège',
  'items stay on the branch': 'les postes restent à la succursale',
  'letters go to the customer': 'les lettres vont au client',
  'letters go to the payer': 'les lettres vont au payeur',
  'merged into': 'fusionné dans',
  'paid for by': 'payé par',
  'pays for': 'paie pour',
  'took over': 'a repris',
  'what changed': 'ce qui a changé',
  'what changed since {day}': 'ce qui a changé depuis le {day}',
  '{file} is discarded.': '{file} est abandonné.',
  '{file} is released.': '{file} est libéré.',
  '{name} has the number {number} now.': '{name} a maintenant le numéro {number}.',
  '{name} is from a day on': '{name} est à partir d’un jour',
  '{name}: {relation} {number}.': '{name} : {relation} {number}.',
  '{number} finds the customer for ever; documents keep what they were sent with.':
    '{number} trouve le client pour toujours ; les documents gardent ce avec quoi ils ont été envoyés.',
  'It declares {text} {code}, but its items sum to {text2} {code2}.':
    'Il déclare {text} {code}, mais ses postes font {text2} {code2}.',
  'The control account holds {text} {code}, but the items sum to {text2} {code2}.':
    'Le compte collectif porte {text} {code}, mais les postes font {text2} {code2}.',
  'The control account holds {text} {code}, but the items after this delta sum to {text2} {code2}.':
    'Le compte collectif porte {text} {code}, mais les postes après ce delta font {text2} {code2}.',
  'Its key date lies in {text}, which is closed here; reopen the month or send a later key date.':
    'Sa date d’arrêté tombe en {text}, qui est clos ici ; rouvrez le mois ou envoyez une date plus tardive.',
  'Discarded: {text}': 'Abandonné : {text}',
  'No load is in this state': 'Aucun chargement dans cet état',
  'Find a user': 'Chercher un utilisateur',
  'Nobody is called so.': 'Personne ne s’appelle ainsi.',
  user: 'utilisateur',
  users: 'utilisateurs',
};

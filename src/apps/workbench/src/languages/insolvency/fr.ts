/** Insolvency in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const insolvency: Catalogue = {
  'Claim filed': 'Créance déclarée',
  'Claim filed on {day}: {note}': 'Créance déclarée le {day} : {note}',
  'Claims may be filed until': 'Déclaration des créances jusqu’au',
  'Court and number of the case': 'Tribunal et numéro du dossier',
  'Empty: not known yet.': 'Vide : pas encore connu.',
  'File the claim in the insolvency proceedings.': 'Déclarer la créance dans la procédure collective.',
  'Filed on': 'Déclarée le',
  Insolvency: 'Insolvabilité',
  Insolvent: 'Insolvable',
  'Insolvent since {day}': 'Insolvable depuis le {day}',
  'Insolvent since {day}: contact, set-off and automatic matching are stopped.':
    'Insolvable depuis le {day} : contact, compensation et imputation automatique sont arrêtés.',
  'Known from: {source}': 'Connu par : {source}',
  Lift: 'Lever',
  'Lift the insolvency': 'Lever l’insolvabilité',
  'No claim is filed yet.': 'Aucune créance n’est encore déclarée.',
  'Nobody is written to, nothing is set off, no money is applied by itself.':
    'On n’écrit à personne, rien n’est compensé, aucun paiement n’est imputé de lui-même.',
  'Open from before': 'Ouvert d’avant',
  'Open since': 'Ouvert depuis',
  'Opened on': 'Ouverte le',
  'Record insolvency': 'Enregistrer l’insolvabilité',
  'Record insolvency of {name}': 'Enregistrer l’insolvabilité de {name}',
  'Recorded; nobody writes to {name} any more.': 'Enregistré ; on n’écrit plus à {name}.',
  'Reminders, set-off and cash application go on as before; what was recorded stays on record.':
    'Relances, compensation et imputation reprennent comme avant ; ce qui a été enregistré le reste.',
  'Such as a letter of the administrator.': 'Par exemple une lettre de l’administrateur.',
  'The claim is filed.': 'La créance est déclarée.',
  'The claim must be filed by {day}.': 'La créance doit être déclarée avant le {day}.',
  'The customer is insolvent': 'Le client est insolvable',
  'Wait for the administrator: the claim is filed.': 'Attendre l’administrateur : la créance est déclarée.',
  'What was claimed, and where the paper is': 'Ce qui a été déclaré, et où est la pièce',
  'Where it is known from': 'D’où on le sait',
  'the claim in the insolvency must be filed by {day}':
    'la créance dans la procédure doit être déclarée avant le {day}',
  'the customer is insolvent since {day}': 'le client est insolvable depuis le {day}',
  '{name} is worked as before.': '{name} est suivi comme avant.',
};

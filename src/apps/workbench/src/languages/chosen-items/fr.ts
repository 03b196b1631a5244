/** What is done to chosen items, in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const chosenItems: Catalogue = {
  'Another due day': 'Autre échéance',
  'Asked for approval; the day changes once it is approved.':
    'Approbation demandée ; le jour change dès qu’elle est donnée.',
  'Due between {from} and {to} until now.': 'Échéance jusqu’ici entre le {from} et le {to}.',
  'Due on': 'Échéance le',
  'Due on {day} again.': 'De nouveau à échéance le {day}.',
  'Due on {day} until now.': 'Échéance jusqu’ici le {day}.',
  'End the stop': 'Mettre fin à l’arrêt',
  'End the stop of the chosen items': 'Mettre fin à l’arrêt des postes choisis',
  'Give the chosen items another due day': 'Donner une autre échéance aux postes choisis',
  'It ends by itself': 'Il finit de lui-même',
  'Items stopped': 'Postes arrêtés',
  'Last day of the stop': 'Dernier jour de l’arrêt',
  More: 'Plus',
  'More with the chosen items': 'Plus avec les postes choisis',
  'Move due days': 'Déplacer les échéances',
  'Only stops by hand end: what is disputed or promised stays so.':
    'Seuls les arrêts à la main finissent : ce qui est contesté ou promis le reste.',
  'Stop of items ended': 'Arrêt de postes terminé',
  'Stop the chosen items': 'Arrêter les postes choisis',
  'Stop the items': 'Arrêter les postes',
  'One document is reversed at a time: choose one.': 'Les pièces s’extournent une par une : choisissez-en une.',
  'Reverse…': 'Extourner…',
  'Reverse {number}': 'Extourner {number}',
  '{number} is reversed.': '{number} est extourné.',
  'A document that was not to be, such as a fee that is waived: it is negated by a reversal of its own, and what it cleared is open again.':
    'Une pièce qui ne devait pas être, comme des frais dont on fait grâce : une extourne l’annule, et ce qu’elle avait soldé est de nouveau ouvert.',
  'Taken back: {reason}': 'Repris : {reason}',
  'They are reminded of no more, and no cash is applied to them by itself, until the stop is over.':
    'Ils ne sont plus relancés et aucun argent ne leur est imputé de lui-même, jusqu’à la fin de l’arrêt.',
  'What was known before keeps the old day. Above your authority a second person is asked.':
    'Ce qui était connu garde l’ancien jour. Au-delà de votre autorité, une deuxième personne est consultée.',
  '{what}: due on {day}.': '{what} : échéance le {day}.',
  '{what}: not stopped any more.': '{what} : plus à l’arrêt.',
  '{what}: stopped.': '{what} : à l’arrêt.',
  'give items another due day': 'donner une autre échéance à des postes',
  'One customer has no such items. Nothing was changed.': 'Aucun client n’a ces postes. Rien n’a été changé.',
  '{text} belongs to the ERP of {text2}; change its due day there, and the next load brings it here. Nothing was changed.':
    '{text} appartient à l’ERP de {text2} ; changez-y son échéance, le prochain chargement l’apportera ici. Rien n’a été changé.',
  '{day} is gone by; a stop lasts until a day to come, or until it is ended. Nothing was changed.':
    '{day} est passé ; un arrêt dure jusqu’à un jour à venir ou jusqu’à sa fin. Rien n’a été changé.',
  'None of these items is stopped by hand. Nothing was changed.':
    'Aucun de ces postes n’est arrêté à la main. Rien n’a été changé.',
};

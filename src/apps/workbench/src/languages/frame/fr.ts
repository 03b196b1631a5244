/** The frame, its words about what was done, and the grid in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const frame: Catalogue = {
  'Keep it back': 'Retenir',
  'Send now': 'Envoyer maintenant',
  'in {seconds} s': 'dans {seconds} s',
  '{what}: kept back, because the session ended before. Nothing was sent.':
    '{what} : retenu, car la session s’est terminée avant. Rien n’a été envoyé.',
  'It is not certain that it was saved. Look before you press again.':
    'Il n’est pas certain que ce soit enregistré. Vérifiez avant d’appuyer de nouveau.',
  'Something went wrong inside Dunwell.': 'Quelque chose s’est mal passé dans Dunwell.',
  '{name} is awake again.': '{name} est de nouveau actif.',
  '{name} is {role} again.': '{name} est de nouveau {role}.',
  '{name} has its name again.': '{name} a retrouvé son nom.',
  standard: 'standard',
  'Somebody else is signed in by now; nothing was sent.':
    'Quelqu’un d’autre est connecté entre-temps ; rien n’a été envoyé.',
  'The name or the password is wrong.': 'Le nom ou le mot de passe est incorrect.',
  'Sign in first.': 'Connectez-vous d’abord.',
  'The session has ended.': 'La session est terminée.',
  'Too many requests; wait a moment and try again.': 'Trop de demandes ; attendez un instant et réessayez.',
  'The database does not answer at the moment.': 'La base de données ne répond pas pour le moment.',
  'Your role in this company does not allow this.': 'Votre rôle dans cette société ne le permet pas.',
  'The file broke off before its end; nothing was saved.':
    'Le fichier s’est interrompu avant la fin ; rien n’a été enregistré.',
  'Export selected': 'Exporter la sélection',
  '{count} rows are copied; {others} of those chosen are not open any more.':
    '{count} lignes sont copiées ; {others} de celles choisies ne sont plus ouvertes.',
  '{count} numbers were pasted, and at most {most} are taken at once: nothing was selected.':
    '{count} numéros ont été collés, et {most} au plus sont pris à la fois : rien n’a été choisi.',
  '{name} changed this after you opened it. Nothing of yours is saved yet.':
    '{name} a modifié ceci après que vous l’avez ouvert. Rien de vous n’est encore enregistré.',
  'Say first what counts: what you chose, or what is there now.':
    'Dites d’abord ce qui compte : ce que vous avez choisi ou ce qui est là maintenant.',
  'When you chose': 'Quand vous avez choisi',
  Now: 'Maintenant',
  'Go on with what I chose': 'Continuer avec mon choix',
  'Keep mine, and look once more': 'Garder le mien et revoir',
  'not open any more': 'n’est plus ouvert',
  '{amount} open': '{amount} ouvert',
  'All keys, by place': 'Toutes les touches, par lieu',
  'Settings: users': 'Réglages : utilisateurs',
  'Settings: roles': 'Réglages : rôles',
  'Settings: authority': 'Réglages : habilitations',
  'Settings: dunning procedures': 'Réglages : procédures de relance',
  'Settings: matching': 'Réglages : rapprochement',
  'Settings: calendars': 'Réglages : calendriers',
  'Settings: schedules': 'Réglages : planifications',
  'Settings: companies': 'Réglages : sociétés',
  'Choose rows as far as one goes': 'Choisir les lignes jusqu’où l’on va',
  'To the heads, by which the list is sorted': 'Aux en-têtes, par lesquels la liste est triée',
  'Into the links of the row; Escape back': 'Dans les liens de la ligne ; Échap pour revenir',
  'Settings: you': 'Réglages : vous',
  'Your settings and password': 'Vos réglages et mot de passe',
  'How you see the pages': 'Comment vous voyez les pages',
  'Known wherever you sign in.': 'Connu partout où vous vous connectez.',
  'As the browser': 'Comme le navigateur',
  'Numbers and days': 'Nombres et dates',
  'Light or dark': 'Clair ou sombre',
  'Rows of lists': 'Lignes des listes',
  'Your password': 'Votre mot de passe',
  'Password until now': 'Mot de passe actuel',
  'New password': 'Nouveau mot de passe',
  'New password once more': 'Nouveau mot de passe, encore une fois',
  'The two are not the same.': 'Les deux ne sont pas identiques.',
  'Change the password': 'Changer le mot de passe',
  'The password is changed; other browsers are signed out.':
    'Le mot de passe est changé ; les autres navigateurs sont déconnectés.',
  'The current password is not right; nothing was changed.':
    'Le mot de passe actuel n’est pas le bon ; rien n’a été changé.',
  Form: 'Formulaire',
  'Changed by two': 'Changé par deux',
  'Preview, then run': 'Regarder, puis lancer',
  'Split screen': 'Écran partagé',
  'To be read, and sent': 'À lire, et à envoyer',
  'On its way: nothing can be sent': 'En route : rien ne peut partir',
  'Could not be made': 'N’a pas pu être fait',
};

/** Erasure of personal data, in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const erasure: Catalogue = {
  'A person asks to be forgotten: erase': 'Une personne demande l’oubli : effacer',
  'Do not name the person in the reason: it stays.': 'Ne nommez pas la personne dans le motif : il reste.',
  'Erase for good': 'Effacer définitivement',
  'Erase {what}': 'Effacer {what}',
  'Erased: {values} values, {records} records.': 'Effacé : {values} valeurs, {records} enregistrements.',
  Erasure: 'Effacement',
  'Erasure of personal data': 'Effacement de données personnelles',
  'For a person who asks to be forgotten. What is found may be somebody else of that name: look before you erase.':
    'Pour une personne qui demande l’oubli. Ce qui est trouvé peut être quelqu’un d’autre de ce nom : regardez avant d’effacer.',
  Goes: 'Part',
  'Names, addresses and accounts of the person, one a line': 'Noms, adresses et comptes de la personne, un par ligne',
  'Nobody of these words is named anywhere.': 'Personne portant ces mots n’est nommé nulle part.',
  'Settings: erasure': 'Réglages : effacement',
  'The reasons of {count} records name the person: they are the proof of an act, and stay.':
    'Les motifs de {count} enregistrements nomment la personne : ils prouvent un acte et restent.',
  'There is more than is shown: erase this, and look again.':
    'Il y a plus que ce qui est montré : effacez ceci et cherchez encore.',
  'What stands there': 'Ce qui y est écrit',
  'What was written then goes out of {count} records of the audit trail; who did what, when and why stays.':
    'Ce qui fut écrit sort de {count} enregistrements du journal ; qui a fait quoi, quand et pourquoi reste.',
  'Where the person is named': 'Où la personne est nommée',
  'Whoever asks to be forgotten is erased by an administrator, under Settings.':
    'Qui demande l’oubli est effacé par un administrateur, sous Réglages.',
  'stays: a bookkeeping voucher': 'reste : une pièce comptable',
  'stays: a business letter': 'reste : une lettre commerciale',
  '{values} values and what was written in {records} records go for good: nobody can bring them back.':
    '{values} valeurs et ce qui fut écrit dans {records} enregistrements partent pour toujours : personne ne peut les rétablir.',
  'Some of what is listed belongs to bookkeeping vouchers or business letters, which the law wants kept until their period ends (GDPR Art. 17(3)(b)). Leave it out, or say that the period has ended. Nothing was changed.':
    'Une partie de ce qui est listé relève de pièces comptables ou de lettres commerciales que la loi veut conserver jusqu’à la fin de leur délai (RGPD art. 17, 3, b). Laissez-la de côté. Rien n’a été changé.',
  'Some of the listed rows do not exist or hold nothing; nothing was changed.':
    'Certaines des lignes n’existent pas ou ne contiennent rien ; rien n’a été changé.',
};

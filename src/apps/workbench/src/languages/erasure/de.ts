/** Erasure of personal data, in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const erasure: Catalogue = {
  'A person asks to be forgotten: erase': 'Eine Person will vergessen werden: löschen',
  'Do not name the person in the reason: it stays.': 'Nennen Sie die Person nicht in der Begründung: sie bleibt.',
  'Erase for good': 'Endgültig löschen',
  'Erase {what}': '{what} löschen',
  'Erased: {values} values, {records} records.': 'Gelöscht: {values} Werte, {records} Protokolleinträge.',
  Erasure: 'Löschung',
  'Erasure of personal data': 'Löschung personenbezogener Daten',
  'For a person who asks to be forgotten. What is found may be somebody else of that name: look before you erase.':
    'Für eine Person, die vergessen werden will. Was gefunden wird, kann jemand anderes dieses Namens sein: Sehen Sie hin, bevor Sie löschen.',
  Goes: 'Geht',
  'Names, addresses and accounts of the person, one a line': 'Namen, Adressen und Konten der Person, je Zeile eines',
  'Nobody of these words is named anywhere.': 'Niemand mit diesen Wörtern ist irgendwo genannt.',
  'Settings: erasure': 'Einstellungen: Löschung',
  'The reasons of {count} records name the person: they are the proof of an act, and stay.':
    'Die Begründungen von {count} Einträgen nennen die Person: Sie belegen eine Handlung und bleiben.',
  'There is more than is shown: erase this, and look again.':
    'Es gibt mehr, als gezeigt wird: Löschen Sie dies und suchen Sie noch einmal.',
  'What stands there': 'Was dort steht',
  'What was written then goes out of {count} records of the audit trail; who did what, when and why stays.':
    'Was damals geschrieben wurde, geht aus {count} Einträgen des Protokolls; wer wann was warum tat, bleibt.',
  'Where the person is named': 'Wo die Person genannt ist',
  'Whoever asks to be forgotten is erased by an administrator, under Settings.':
    'Wer vergessen werden will, wird von einem Administrator unter Einstellungen gelöscht.',
  'stays: a bookkeeping voucher': 'bleibt: ein Buchungsbeleg',
  'stays: a business letter': 'bleibt: ein Geschäftsbrief',
  '{values} values and what was written in {records} records go for good: nobody can bring them back.':
    '{values} Werte und was in {records} Einträgen geschrieben wurde, gehen endgültig: Niemand kann sie zurückholen.',
  'Some of what is listed belongs to bookkeeping vouchers or business letters, which the law wants kept until their period ends (GDPR Art. 17(3)(b)). Leave it out, or say that the period has ended. Nothing was changed.':
    'Manches davon gehört zu Buchungsbelegen oder Geschäftsbriefen, die das Gesetz bis zum Ende ihrer Frist aufbewahrt haben will (DSGVO Art. 17 Abs. 3 b). Lassen Sie es weg. Nichts wurde geändert.',
  'Some of the listed rows do not exist or hold nothing; nothing was changed.':
    'Manche der Zeilen gibt es nicht, oder sie enthalten nichts; nichts wurde geändert.',
};

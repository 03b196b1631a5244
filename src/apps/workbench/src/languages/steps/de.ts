/** Next steps of reconciliations in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const steps: Catalogue = {
  'Apply the money that is here': 'Das vorhandene Geld zuordnen',
  Dispute: 'Klären',
  'Disputed; it is linked to this line.': 'In Klärung; mit dieser Zeile verknüpft.',
  'Done and next': 'Erledigt und als Nächstes',
  'End the dispute': 'Klärung beenden',
  'Ended; the document is worked as before.': 'Beendet; der Beleg wird wie zuvor bearbeitet.',
  'It leaves with the next sending; copies that are kept go with it.':
    'Es geht mit dem nächsten Versand hinaus; vorhandene Kopien gehen mit.',
  'Letter did not leave': 'Schreiben ging nicht hinaus',
  'Letter held back': 'Schreiben zurückgehalten',
  'Letter sent': 'Schreiben versandt',
  'Letter waits': 'Schreiben wartet',
  'Letter: look whether it left': 'Schreiben: nachsehen, ob es hinausging',
  'Next step': 'Nächster Schritt',
  'Next step for {document}': 'Nächster Schritt für {document}',
  'Open a deduction': 'Abzug eröffnen',
  'Posted.': 'Gebucht.',
  'Reconciliation letter': 'Abstimmungsschreiben',
  'Write to the customer': 'Dem Kunden schreiben',
  'Write to {name}': 'An {name} schreiben',
  '{amount} {currency} of {document} are not dunned until the dispute ends.':
    '{amount} {currency} von {document} werden nicht gemahnt, bis die Klärung endet.',
};

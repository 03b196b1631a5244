/** Next steps of reconciliations in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const steps: Catalogue = {
  'Apply the money that is here': 'Affecter l’argent qui est là',
  Dispute: 'Contester',
  'Disputed; it is linked to this line.': 'En litige ; lié à cette ligne.',
  'Done and next': 'Fait et à suivre',
  'End the dispute': 'Clore le litige',
  'Ended; the document is worked as before.': 'Clos ; la pièce est suivie comme avant.',
  'It leaves with the next sending; copies that are kept go with it.':
    'Elle part avec le prochain envoi ; les copies conservées l’accompagnent.',
  'Letter did not leave': 'La lettre n’est pas partie',
  'Letter held back': 'Lettre retenue',
  'Letter sent': 'Lettre envoyée',
  'Letter waits': 'La lettre attend',
  'Letter: look whether it left': 'Lettre : vérifier si elle est partie',
  'Next step': 'Étape suivante',
  'Next step for {document}': 'Étape suivante pour {document}',
  'Open a deduction': 'Ouvrir une déduction',
  'Posted.': 'Comptabilisé.',
  'Reconciliation letter': 'Lettre de rapprochement',
  'Write to the customer': 'Écrire au client',
  'Write to {name}': 'Écrire à {name}',
  '{amount} {currency} of {document} are not dunned until the dispute ends.':
    '{amount} {currency} de {document} ne sont pas relancés jusqu’à la fin du litige.',
};

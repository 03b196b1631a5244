/**
 * The built-in prose of dunning notices: four languages, three tones from a friendly reminder to the last one. The table of
 * items, the payment facts and the small print are the same at every level and are not part of it.
 */
import type { TemplateProse } from '../rules/template.ts';

export const dunningNotice: Readonly<Record<string, readonly TemplateProse[]>> = {
  en: [
    {
      subject: 'Payment reminder: {{ total }} due',
      opening:
        'According to our records, the items listed below are now past due. They may simply have been overlooked; if so, please take this as a friendly reminder.',
      closing:
        'Please transfer {{ total }} within the next few days. If your payment is already on its way, thank you: there is nothing more to do.\n\nIf something about these items is not right, please reply and let us know. We will be glad to sort it out with you.',
    },
    {
      subject: 'Second reminder: {{ total }} to be paid',
      opening:
        'We wrote to you recently about the items below and have not yet received your payment. The oldest of them is now {{ oldestDays }} days overdue.',
      closing:
        'Please arrange for {{ total }} to reach us by {{ payBy }}.\n\nIf there is a reason for the delay, or if you dispute an item, please tell us now so that we can resolve it together.',
    },
    {
      subject: 'Final reminder: {{ total }} to be paid',
      opening:
        'Despite our previous reminders, the items below remain unpaid. The oldest of them is now {{ oldestDays }} days overdue.',
      closing:
        'We must ask you to pay {{ total }} by {{ payBy }} at the latest.\n\nIf we have received neither payment nor an answer from you by that date, we will have to consider further steps, including passing the matter to a third party for collection. To the extent permitted by law, the resulting costs would be charged to you.',
    },
  ],
  de: [
    {
      subject: 'Zahlungserinnerung: {{ total }} fällig',
      opening:
        'im Tagesgeschäft bleibt leicht einmal etwas liegen: Die folgenden Posten sind nach unseren Unterlagen fällig und noch nicht ausgeglichen.',
      closing:
        'Bitte überweisen Sie {{ total }} in den nächsten Tagen. Ist Ihre Zahlung bereits unterwegs, danken wir Ihnen; dann ist nichts weiter zu tun.\n\nSollte mit einem Posten etwas nicht stimmen, geben Sie uns bitte kurz Bescheid. Wir klären das gern mit Ihnen.',
    },
    {
      subject: 'Mahnung: {{ total }} zu zahlen',
      opening:
        'zu den folgenden Posten konnten wir trotz unserer Zahlungserinnerung noch keinen Zahlungseingang feststellen. Der älteste Posten ist seit {{ oldestDays }} Tagen überfällig.',
      closing:
        'Bitte begleichen Sie den offenen Betrag von {{ total }} bis zum {{ payBy }}.\n\nGibt es einen Grund für die Verzögerung oder beanstanden Sie einen Posten, teilen Sie uns dies bitte umgehend mit, damit wir gemeinsam eine Lösung finden.',
    },
    {
      subject: 'Letzte Mahnung: {{ total }} zu zahlen',
      opening:
        'trotz unserer bisherigen Schreiben sind die folgenden Posten weiterhin offen. Der älteste Posten ist seit {{ oldestDays }} Tagen überfällig.',
      closing:
        'Wir fordern Sie auf, den offenen Betrag von {{ total }} bis spätestens {{ payBy }} zu begleichen.\n\nGeht bis zu diesem Tag weder Ihre Zahlung noch eine Nachricht von Ihnen ein, behalten wir uns weitere Schritte vor, insbesondere die Übergabe der Forderung an ein Inkassounternehmen oder einen Rechtsanwalt. Die dadurch entstehenden Kosten gehen, soweit gesetzlich zulässig, zu Ihren Lasten.',
    },
  ],
  es: [
    {
      subject: 'Recordatorio de pago: {{ total }}',
      opening:
        'Según nuestros registros, las partidas que se detallan a continuación han vencido y siguen pendientes de pago. Es posible que se trate de un simple descuido; en tal caso, le rogamos que considere este escrito como un recordatorio.',
      closing:
        'Le agradeceríamos que transfiriera {{ total }} en los próximos días. Si ya ha efectuado el pago, le damos las gracias; no tiene que hacer nada más.\n\nSi alguna de las partidas no es correcta, le rogamos que nos lo indique. Con mucho gusto lo aclararemos con usted.',
    },
    {
      subject: 'Segundo recordatorio: {{ total }} pendientes de pago',
      opening:
        'Recientemente le escribimos acerca de las partidas siguientes y todavía no hemos recibido su pago. La más antigua lleva {{ oldestDays }} días vencida.',
      closing:
        'Le rogamos que abone {{ total }} a más tardar el {{ payBy }}.\n\nSi existe algún motivo para el retraso o no está conforme con alguna de las partidas, comuníquenoslo cuanto antes para que podamos encontrar una solución.',
    },
    {
      subject: 'Último aviso: {{ total }} pendientes de pago',
      opening:
        'A pesar de nuestros recordatorios, las partidas siguientes continúan pendientes de pago. La más antigua lleva {{ oldestDays }} días vencida.',
      closing:
        'Le requerimos el pago de {{ total }} a más tardar el {{ payBy }}.\n\nSi en esa fecha no hemos recibido ni su pago ni noticias suyas, nos veremos obligados a adoptar otras medidas, incluida la reclamación de la deuda a través de terceros. Los gastos que ello ocasione correrán a su cargo en la medida en que la ley lo permita.',
    },
  ],
  fr: [
    {
      subject: 'Rappel de paiement\u00a0: {{ total }}',
      opening:
        'Sauf erreur de notre part, les postes suivants sont arrivés à échéance et n’ont pas encore été réglés. Il s’agit sans doute d’un simple oubli.',
      closing:
        'Nous vous remercions de bien vouloir procéder au virement de {{ total }} dans les prochains jours. Si votre règlement est déjà en cours, nous vous en remercions et vous prions de ne pas tenir compte de ce rappel.\n\nSi l’un de ces postes appelle une remarque de votre part, n’hésitez pas à nous en informer\u00a0: nous l’examinerons avec vous.',
    },
    {
      subject: 'Deuxième relance\u00a0: {{ total }} à régler',
      opening:
        'Malgré notre précédent rappel, nous n’avons pas encore reçu le règlement des postes suivants. Le plus ancien est échu depuis {{ oldestDays }} jours.',
      closing:
        'Nous vous demandons de bien vouloir nous régler {{ total }} au plus tard le {{ payBy }}.\n\nSi un motif explique ce retard, ou si vous contestez l’un de ces postes, nous vous remercions de nous le faire savoir sans tarder afin que nous trouvions ensemble une solution.',
    },
    {
      subject: 'Dernière relance\u00a0: {{ total }} à régler',
      opening:
        'Malgré nos relances, les postes suivants demeurent impayés. Le plus ancien est échu depuis {{ oldestDays }} jours.',
      closing:
        'Nous vous demandons de régler {{ total }} au plus tard le {{ payBy }}.\n\nSans règlement ni réponse de votre part à cette date, nous serons contraints d’envisager d’autres démarches, notamment de confier le recouvrement de notre créance à un tiers. Les frais qui en résulteraient seraient à votre charge dans la mesure permise par la loi.',
    },
  ],
};

/** The facts that the prose of a notice may name, with an example of each. */
export const dunningNoticeFacts = {
  total: 'EUR 1,234.50',
  payBy: '3 December 2026',
  readTo: '24 November 2026',
  oldestDays: '42',
  customer: 'Example Ltd',
  company: 'Acme GmbH',
  level: '2',
};

/** Dunning notices: three levels in English and German. The item table and the totals are the same at every level. */

interface Template {
  readonly subject: string;
  readonly body: string;
}

const table = `{% for item in items %}  {{ item.line }}
{% endfor %}{% for credit in credits %}  {{ credit.line }}
{% endfor %}{% for charge in charges %}  {{ charge.line }}
{% endfor %}`;

const english = (subject: string, opening: string, closing: string): Template => ({
  subject,
  body: `{{ greeting }}

${opening}

  {{ header }}
${table}
  {{ total }}

${closing}

If your payment crossed this message, please disregard it. Payments were considered up to {{ readTo }}.

{{ bank }}

Kind regards
{{ signature }}`,
});

const german = (subject: string, opening: string, closing: string): Template => ({
  subject,
  body: `{{ greeting }}

${opening}

  {{ header }}
${table}
  {{ total }}

${closing}

Sollte sich Ihre Zahlung mit diesem Schreiben gekreuzt haben, betrachten Sie es bitte als gegenstandslos. Zahlungseingänge sind bis {{ readTo }} berücksichtigt.

{{ bank }}

Mit freundlichen Grüßen
{{ signature }}`,
});

export const dunningTemplates: Readonly<Record<string, readonly Template[]>> = {
  en: [
    english(
      'Payment reminder: {{ totalShort }} is due',
      'Perhaps it was overlooked: the following items on your account are past due.',
      'Please transfer the amount in the next days, or tell us what stands in the way.',
    ),
    english(
      'Second reminder: {{ totalShort }} is overdue',
      'We have not received your payment for the following overdue items.',
      'Please pay by {{ payBy }}. If you dispute an item, reply with the reason and we will look into it at once.',
    ),
    english(
      'Final reminder: {{ totalShort }} is long overdue',
      'Despite our reminders the following items are still unpaid.',
      'Please pay by {{ payBy }}. After that day we will have to consider further steps.',
    ),
  ],
  de: [
    german(
      'Zahlungserinnerung: {{ totalShort }} fällig',
      'sicher haben Sie es nur übersehen: Die folgenden Posten auf Ihrem Konto sind fällig.',
      'Bitte überweisen Sie den Betrag in den nächsten Tagen, oder sagen Sie uns, was der Zahlung entgegensteht.',
    ),
    german(
      'Zweite Mahnung: {{ totalShort }} überfällig',
      'für die folgenden überfälligen Posten konnten wir noch keinen Zahlungseingang feststellen.',
      'Bitte zahlen Sie bis zum {{ payBy }}. Wenn Sie einen Posten beanstanden, antworten Sie uns mit dem Grund; wir klären es umgehend.',
    ),
    german(
      'Letzte Mahnung: {{ totalShort }} seit langem überfällig',
      'trotz unserer Erinnerungen sind die folgenden Posten noch nicht bezahlt.',
      'Bitte zahlen Sie bis zum {{ payBy }}. Nach diesem Tag müssen wir weitere Schritte erwägen.',
    ),
  ],
};

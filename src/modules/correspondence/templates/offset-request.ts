/** The built-in prose of requests for the documents of an offset: the request and its reminder. Four languages, one tone. */
import type { TemplateProse } from '../rules/template.ts';

export const offsetRequest: Readonly<Record<string, readonly TemplateProse[]>> = {
  en: [
    {
      subject: 'Offset of {{ amount }}: we need your documents by {{ dueDate }}',
      opening:
        'We would like to set off {{ amount }} between your account with us and the items listed below. To do so we need from you: {{ documents }}.',
      closing:
        'Please send {{ documents }} by {{ dueDate }}.{% if link != "" %} You can hand the files in here:\n\n{{ link }}\n\nThe link is meant for you alone and ends on {{ linkUntil }}.{% else %} A reply to this letter with the files is enough.{% endif %}\n\nIf you do not agree with the offset, please tell us what speaks against it.',
    },
    {
      subject: 'Reminder: documents for the offset of {{ amount }}',
      opening:
        'On {{ askedOn }} we asked you for documents for the offset of {{ amount }}. We still miss: {{ documents }}.',
      closing:
        'Please send them so that your account can be put in order.{% if link != "" %} You can hand the files in here:\n\n{{ link }}\n\nThe link ends on {{ linkUntil }}.{% else %} A reply to this letter with the files is enough.{% endif %}\n\nIf you have sent them meanwhile, please take this reminder as done.',
    },
  ],
  de: [
    {
      subject: 'Verrechnung über {{ amount }}: Wir benötigen Ihre Unterlagen bis {{ dueDate }}',
      opening:
        'wir möchten {{ amount }} zwischen Ihrem Konto bei uns und den unten aufgeführten Posten verrechnen. Dafür benötigen wir von Ihnen: {{ documents }}.',
      closing:
        'Bitte senden Sie uns {{ documents }} bis {{ dueDate }}.{% if link != "" %} Sie können die Dateien hier abgeben:\n\n{{ link }}\n\nDer Link ist nur für Sie bestimmt und endet am {{ linkUntil }}.{% else %} Eine Antwort auf dieses Schreiben mit den Dateien genügt.{% endif %}\n\nSind Sie mit der Verrechnung nicht einverstanden, teilen Sie uns bitte mit, was dagegen spricht.',
    },
    {
      subject: 'Erinnerung: Unterlagen für die Verrechnung über {{ amount }}',
      opening:
        'am {{ askedOn }} haben wir Sie um Unterlagen für die Verrechnung über {{ amount }} gebeten. Es fehlen noch: {{ documents }}.',
      closing:
        'Bitte senden Sie sie uns, damit Ihr Konto bereinigt werden kann.{% if link != "" %} Sie können die Dateien hier abgeben:\n\n{{ link }}\n\nDer Link endet am {{ linkUntil }}.{% else %} Eine Antwort auf dieses Schreiben mit den Dateien genügt.{% endif %}\n\nHaben Sie sie inzwischen gesandt, betrachten Sie diese Erinnerung bitte als erledigt.',
    },
  ],
  es: [
    {
      subject: 'Compensación de {{ amount }}: necesitamos sus documentos a más tardar el {{ dueDate }}',
      opening:
        'Desearíamos compensar {{ amount }} entre su cuenta con nosotros y las partidas que figuran a continuación. Para ello necesitamos de usted: {{ documents }}.',
      closing:
        'Le rogamos que nos envíe {{ documents }} a más tardar el {{ dueDate }}.{% if link != "" %} Puede entregar los archivos aquí:\n\n{{ link }}\n\nEl enlace es solo para usted y caduca el {{ linkUntil }}.{% else %} Basta con responder a esta carta adjuntando los archivos.{% endif %}\n\nSi no está de acuerdo con la compensación, le agradeceremos que nos indique el motivo.',
    },
    {
      subject: 'Recordatorio: documentos para la compensación de {{ amount }}',
      opening:
        'El {{ askedOn }} le pedimos documentos para la compensación de {{ amount }}. Aún nos faltan: {{ documents }}.',
      closing:
        'Le rogamos que nos los envíe para poder regularizar su cuenta.{% if link != "" %} Puede entregar los archivos aquí:\n\n{{ link }}\n\nEl enlace caduca el {{ linkUntil }}.{% else %} Basta con responder a esta carta adjuntando los archivos.{% endif %}\n\nSi ya los ha enviado, considere este recordatorio como atendido.',
    },
  ],
  fr: [
    {
      subject: 'Compensation de {{ amount }} : merci de nous adresser vos documents au plus tard le {{ dueDate }}',
      opening:
        'Nous souhaitons compenser {{ amount }} entre votre compte chez nous et les postes ci-dessous. Nous avons besoin pour cela de : {{ documents }}.',
      closing:
        'Merci de nous adresser {{ documents }} au plus tard le {{ dueDate }}.{% if link != "" %} Vous pouvez déposer les fichiers ici :\n\n{{ link }}\n\nCe lien vous est réservé et expire le {{ linkUntil }}.{% else %} Une réponse à ce courrier avec les fichiers suffit.{% endif %}\n\nSi vous n’êtes pas d’accord avec cette compensation, merci de nous en indiquer la raison.',
    },
    {
      subject: 'Rappel : documents pour la compensation de {{ amount }}',
      opening:
        'Le {{ askedOn }}, nous vous avons demandé des documents pour la compensation de {{ amount }}. Il nous manque encore : {{ documents }}.',
      closing:
        'Merci de nous les adresser afin que votre compte puisse être régularisé.{% if link != "" %} Vous pouvez déposer les fichiers ici :\n\n{{ link }}\n\nCe lien expire le {{ linkUntil }}.{% else %} Une réponse à ce courrier avec les fichiers suffit.{% endif %}\n\nSi vous les avez envoyés entre-temps, merci de ne pas tenir compte de ce rappel.',
    },
  ],
};

/** The facts that the prose may name, with an example of each. `link` is empty where there is no page to hand files in. */
export const offsetRequestFacts = {
  amount: 'EUR 1,234.50',
  documents: 'the confirmation of the offset, signed',
  dueDate: '14 December 2026',
  askedOn: '30 November 2026',
  link: 'https://dunwell.example/u/abc',
  linkUntil: '31 January 2027',
  customer: 'Example Ltd',
  company: 'Acme GmbH',
};

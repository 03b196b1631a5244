/** A short letter for tests that need one and do not care what it says. */
import type { Letter } from '#correspondence';

export const sampleLetter: Letter = {
  language: 'en',
  paper: 'din-5008',
  sender: { name: 'Acme GmbH', returnLine: 'Acme GmbH · Berlin', foot: [['Acme GmbH', 'Berlin']] },
  recipient: ['Customer Ltd', '1 High Street', 'London'],
  facts: [{ label: 'Date', value: '2 Mar 2026' }],
  subject: 'Hello',
  greeting: 'Dear Sir or Madam,',
  opening: ['Something is due.'],
  columns: [
    { title: 'Document', align: 'left' },
    { title: 'Open (EUR)', align: 'right' },
  ],
  groups: [{ title: null, rows: [['R-1', '100.00']] }],
  totals: [{ label: 'Amount due', value: 'EUR 100.00' }],
  closing: ['Please pay.'],
  payment: null,
  farewell: 'Kind regards',
  signature: ['Acme GmbH'],
  notes: [],
  words: { page: 'Page {page} of {pages}' },
};

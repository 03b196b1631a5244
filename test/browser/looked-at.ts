/**
 * What axe cannot tell by itself ("incomplete") and a person has looked at instead, with what was found. A test of a page
 * fails for whatever axe leaves open that is not in this list; docs/reference/accessibility.md is made from it.
 */
export interface LookedAt {
  /** The rule of axe. */
  readonly rule: string;
  /** The elements, as a selector. */
  readonly where: string;
  /** What they are, in words. */
  readonly what: string;
  /** What was found by looking. */
  readonly found: string;
}

export const lookedAt: readonly LookedAt[] = [
  {
    rule: 'color-contrast',
    where: ':is(button, a) > span[aria-hidden=true]',
    what: 'the arrow beside the head of the column that a list is sorted by',
    found: 'Drawn in the ink of its head, 14.7:1 at least. It is not read out: the column says its order by aria-sort.',
  },
  {
    rule: 'color-contrast',
    where: 'kbd.key',
    what: 'keys drawn as a sign, such as ↵ and ↑',
    found: 'Drawn as the letters beside them, which axe measures: 6.8:1 in the light, 7.9:1 in the dark. Not read out.',
  },
  {
    rule: 'color-contrast',
    where: 'svg text',
    what: 'the words along the axes of the curve of matching quality',
    found:
      'Axe takes the curve’s box for something that lies over them. They stand in the second ink on the page, 6.8:1 at least, and a table says the same.',
  },
  {
    rule: 'th-has-data-cells',
    where: 'table.ledger',
    what: 'tables with a column that happens to have nothing in it',
    found: 'The heads are right; nothing holds an item back, or nobody has the permission, so the cells are empty.',
  },
  {
    rule: 'aria-hidden-focus',
    where: '#root, #root [aria-hidden="true"], [data-base-ui-focus-guard]',
    what: 'the page beneath a dialog, and the two guards that keep the focus in it',
    found: 'Tab goes round within the dialog and never to the page beneath; the guards hand the focus on at once.',
  },
];

/**
 * The composition root: what upper modules register with lower ones. A test fails when an expected registration is
 * missing.
 */
import type { Registrations } from '#platform';
import { openAmountAssertion, summaryProjector } from '#receivables';

export const registrations: Registrations = {
  projectors: [summaryProjector],
  assertions: [openAmountAssertion],
  handlers: [],
};

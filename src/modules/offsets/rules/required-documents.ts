/** Which documents an offset needs, and which of them are still missing. Pure. */
import type { DocumentKind, OffsetBasis, OffsetKind, OffsetPolicy } from '../model.ts';

/** What policy asks for an offset, without repetition, in the order of the policy. */
export function requiredDocuments(policy: OffsetPolicy, of: { kind: OffsetKind; basis: OffsetBasis }): DocumentKind[] {
  return [
    ...new Set([
      ...(of.kind === 'credit' ? policy.creditDocuments : policy.payableDocuments),
      ...(of.basis === 'agreement' ? policy.agreementDocuments : []),
    ]),
  ];
}

/** How a required document stands. */
export interface RequiredDocument {
  readonly kind: DocumentKind;
  /**
   * `here`: kept with the offset; `on_file`: known without (the copy of the agreement, of every credit memo); `to_look_at`: the
   * customer handed something in, and nobody of ours has said that it counts; or missing.
   */
  readonly state: 'here' | 'on_file' | 'to_look_at' | 'missing';
}

/** The list with its gaps: what is kept with the offset, what the books hold already, and what a person still has to look at. */
export function documentGaps(
  required: readonly DocumentKind[],
  held: {
    readonly accepted: readonly DocumentKind[];
    readonly onFile: readonly DocumentKind[];
    readonly waiting: readonly DocumentKind[];
  },
): RequiredDocument[] {
  const stateOf = (kind: DocumentKind): RequiredDocument['state'] => {
    if (held.accepted.includes(kind)) return 'here';
    if (held.onFile.includes(kind)) return 'on_file';
    return held.waiting.includes(kind) ? 'to_look_at' : 'missing';
  };
  return required.map((kind) => ({ kind, state: stateOf(kind) }));
}

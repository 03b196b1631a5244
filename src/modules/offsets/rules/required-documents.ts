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
  /** `here`: kept with the offset; `on_file`: known without (the copy of the agreement, of every credit memo); or missing. */
  readonly state: 'here' | 'on_file' | 'missing';
}

/** The list with its gaps: what is kept with the offset, and what the books hold already. */
export function documentGaps(
  required: readonly DocumentKind[],
  held: { readonly kept: readonly DocumentKind[]; readonly onFile: readonly DocumentKind[] },
): RequiredDocument[] {
  return required.map((kind) => ({
    kind,
    state: held.kept.includes(kind) ? 'here' : held.onFile.includes(kind) ? 'on_file' : 'missing',
  }));
}

/**
 * fast-check with one seed for the whole suite, so that the same checkout gives the same answer everywhere. DUNWELL_PROPERTY_SEED
 * takes another; `npm run soak` gives it twenty, one after the other. A failure prints seed and path.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['DUNWELL_PROPERTY_SEED'] ?? 1_260_225) });

export default fc;

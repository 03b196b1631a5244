/**
 * fast-check with one seed for the whole suite, so that the same checkout gives the same answer everywhere. DUNWELL_PROPERTY_SEED
 * takes another; the long tier draws one anew each time. A failure prints seed and path.
 */
import fc from 'fast-check';

const given = process.env['DUNWELL_PROPERTY_SEED'];
const seed =
  given === undefined ? (process.env['DUNWELL_TIER'] === 'soak' ? Date.now() % 2 ** 31 : 1_260_225) : Number(given);
fc.configureGlobal({ seed });

export default fc;

/** An outbox whose other side falls silent once the content has begun to leave: nobody knows whether a message left. */
import type { SendPath, Transport } from '#correspondence';

export const silentOutbox: Transport = {
  name: 'outbox',
  async deliver(_message, beforeContent) {
    await beforeContent();
    return { outcome: 'unknown', reply: 'No answer.' };
  },
  delivered: async () => null,
};

/** The same way out, but for mail that is never answered. */
export const silently = (path: SendPath): SendPath => ({
  ...path,
  transports: { ...path.transports, outbox: silentOutbox },
});

/** Takes back what was just done, from a toast that outlives the form it was done in: what came of it is said in any case. */
import { useWriting, type Writing } from '../session.tsx';
import { say, sayRefused } from '../toasts.tsx';

/** Answers a function that sends what takes a deed back, and says `told` once it is; a refusal is said with its reason. */
export function useTakingBack(): (writing: Writing, told: string) => Promise<boolean> {
  const { mutateAsync } = useWriting();
  // Callbacks of one call are dropped when the form is gone; the promise is not.
  return (writing, told) =>
    mutateAsync(writing).then(
      () => {
        say(told);
        return true;
      },
      (fault: unknown) => {
        sayRefused(fault);
        return false;
      },
    );
}

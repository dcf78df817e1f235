// Something that is asked of the service: its answer, its error, and whether it takes long enough to say so.
import { ServiceError } from '../api/client';

const kLong = 500; // milliseconds before a wait is shown

export class Task<T> {
  answer = $state.raw<T | null>(null);
  error = $state.raw<ServiceError | null>(null);
  slow = $state(false);
  running = $state(false);
  #abort: AbortController | null = null;

  /** A newer question takes the place of an older one. */
  async run(work: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    this.running = true;
    const timer = setTimeout(() => (this.slow = this.#abort === abort), kLong);
    try {
      const answer = await work(abort.signal);
      if (this.#abort !== abort) return;
      this.answer = answer;
      this.error = null;
    } catch (error) {
      if (this.#abort !== abort) return;
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.error =
        error instanceof ServiceError
          ? error
          : new ServiceError(0, 'defect', error instanceof Error ? error.message : String(error), '', '');
      this.answer = null;
    } finally {
      clearTimeout(timer);
      if (this.#abort === abort) {
        this.running = false;
        this.slow = false;
      }
    }
  }

  cancel(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.running = false;
    this.slow = false;
  }
}

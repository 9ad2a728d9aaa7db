// Asking: only the latest question counts. Older ones are called off, and their answers never shown.

const SLOW = 300;
const LONGEST_PAUSE = 200;

/**
 * @template Question, Answer
 * @typedef {object} Listener
 * @property {(question: Question, signal: AbortSignal) => Promise<Answer>} ask
 * @property {(answer: Answer, question: Question) => void} answered
 * @property {() => void} slow called once when an answer takes longer than 300 ms
 * @property {(error: unknown, question: Question) => void} failed
 */

/** @template Question, Answer */
export class Asking {
  /** @param {Listener<Question, Answer>} listener */
  constructor(listener) {
    this.listener = listener;
    /** @type {AbortController | null} */
    this.current = null;
    this.pause = 0;
    this.waiting = 0;
    this.slow = 0;
  }

  /**
   * Asks a question in place of the one before; where that is not answered yet and answers come slowly, a little later.
   * @param {Question} question
   */
  next(question) {
    const pause = this.current ? this.pause : 0;
    this.stop();
    const own = new AbortController();
    this.current = own;
    this.slow = window.setTimeout(() => this.listener.slow(), SLOW);
    if (pause < 16) void this.run(question, own);
    else this.waiting = window.setTimeout(() => void this.run(question, own), Math.min(pause, LONGEST_PAUSE));
  }

  /** Calls off the question that is open. */
  stop() {
    this.current?.abort();
    this.current = null;
    window.clearTimeout(this.waiting);
    window.clearTimeout(this.slow);
  }

  /**
   * @param {Question} question
   * @param {AbortController} own
   */
  async run(question, own) {
    const begun = performance.now();
    try {
      const answer = await this.listener.ask(question, own.signal);
      if (own.signal.aborted) return;
      this.pause = (this.pause + performance.now() - begun) / 2;
      this.finish();
      this.listener.answered(answer, question);
    } catch (error) {
      if (own.signal.aborted) return;
      this.finish();
      this.listener.failed(error, question);
    }
  }

  finish() {
    this.current = null;
    window.clearTimeout(this.slow);
  }
}

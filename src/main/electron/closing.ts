/** What the user can answer when closing would lose work. */
export type CloseAnswer = 'save' | 'discard' | 'stay';

/** What closing needs of the window around it. */
export interface ClosingWindow {
  ask(): CloseAnswer;
  /** Has the renderer save; the renderer then tells the new state of the document. */
  save(): void;
  close(): void;
}

/** Closes the window when nothing is lost by it: asks first, saves when wanted, and closes once the renderer says that all is saved. */
export class Closing {
  private unsaved = false;
  private decided = false;
  private closeWhenSaved = false;

  constructor(private readonly window: ClosingWindow) {}

  /** Takes note of what the renderer says about its document. */
  documentIs(unsaved: boolean): void {
    this.unsaved = unsaved;
    if (unsaved) this.closeWhenSaved = false;
    else if (this.closeWhenSaved) this.window.close();
  }

  /** The user gave up choosing a place to save to, so the window stays. */
  savingGivenUp(): void {
    this.closeWhenSaved = false;
  }

  /** Whether the window may close now. */
  mayClose(): boolean {
    if (!this.unsaved || this.decided) return true;
    const answer = this.window.ask();
    if (answer === 'discard') this.decided = true;
    if (answer === 'save') {
      this.closeWhenSaved = true;
      this.window.save();
    }
    return this.decided;
  }

  /** The page is gone or new: what it said holds no more. */
  reset(): void {
    this.unsaved = false;
    this.decided = false;
    this.closeWhenSaved = false;
  }
}

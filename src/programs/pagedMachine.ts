import type { Machine, MachineImage, MachineInput, MachineStep, MachineVariable } from '../sim/index';
import { PAGE_BYTES, type Holder, type PagedMemory, type ProgramPages } from './pagedMemory';

/** The memory of a sandbox as one node left it. */
interface PagesImage extends MachineImage {
  readonly pages: ProgramPages;
}

const BYTES_A_PAGE_NAMED = 16;

/** A node whose state lies in the memory of an interpreter that it may share with others: each finds it as it left it. */
export abstract class PagedMachine implements Machine, Holder {
  /** Its memory when it was kept last, and when it was saved last. */
  pages: ProgramPages;
  private saved: ProgramPages;

  /** `fresh`: the memory in which a program starts. */
  constructor(
    protected readonly memory: PagedMemory,
    private readonly fresh: ProgramPages,
  ) {
    this.pages = fresh;
    this.saved = fresh;
  }

  abstract deliver(input: MachineInput): MachineStep;
  /** The variables in the memory that is shown. */
  protected abstract look(): MachineVariable[];

  reset(): void {
    this.memory.letGo(this);
    this.pages = this.fresh;
  }

  save(): PagesImage {
    this.memory.keep(this);
    let changed = 0;
    if (this.pages !== this.saved) for (const [page, content] of this.pages) if (this.saved.get(page) !== content) changed++;
    this.saved = this.pages;
    return { bytes: changed * PAGE_BYTES + this.pages.size * BYTES_A_PAGE_NAMED, pages: this.pages };
  }

  load(image: MachineImage): void {
    this.memory.letGo(this);
    this.pages = (image as PagesImage).pages;
  }

  variables(): MachineVariable[] {
    this.memory.keep(this);
    this.memory.hold(this);
    try {
      return this.look();
    } catch {
      return [];
    } finally {
      // What looking has changed is put back when somebody holds the memory next.
      this.memory.letGo(this);
    }
  }
}

import type { Machine, MachineImage, MachineInput, MachineStep, MachineVariable } from '../sim/index';
import type { HeldPages, ProgramPages } from './heldPages';
import { PageImages, type Frames, type PagesImage } from './pageImages';
import type { PagedMemory } from './pagedMemory';

/** What the nodes of one program have in common. */
export interface Alike {
  /** The memory in which the program starts. */
  readonly fresh: ProgramPages;
  readonly frames: Frames;
}

/** A node whose state lies in the memory of an interpreter that it may share with others: each finds it as it left it. */
export abstract class PagedMachine implements Machine {
  /** Its memory when it was kept last. */
  protected readonly pages: HeldPages;
  private readonly images: PageImages;

  constructor(
    protected readonly memory: PagedMemory,
    { fresh, frames }: Alike,
  ) {
    this.pages = memory.pages(fresh);
    this.images = new PageImages(this.pages, frames);
  }

  abstract deliver(input: MachineInput): MachineStep;
  /** The variables in the memory that is shown. */
  protected abstract variablesNow(): MachineVariable[];

  reset(): void {
    this.memory.letGo(this.pages);
    this.pages.startAnew();
  }

  save(): PagesImage {
    this.memory.keep(this.pages);
    return this.images.save();
  }

  load(image: MachineImage): void {
    this.memory.letGo(this.pages);
    this.images.load(image as PagesImage);
  }

  variables(): MachineVariable[] {
    this.memory.keep(this.pages);
    this.memory.hold(this.pages);
    try {
      return this.variablesNow();
    } catch {
      return [];
    } finally {
      // What looking has changed is put back when somebody holds the memory next.
      this.memory.letGo(this.pages);
    }
  }
}

import { useState, type ReactElement } from 'react';
import { DialogBox } from '../../ui/Dialog';
import { Tabs } from '../../ui/Tabs';
import { Examples } from './Examples';
import { Lessons } from './Lessons';
import { Progress } from './Progress';
import { strings } from './strings';
import './gallery.css';

/** What the gallery may begin with. */
export type GalleryTab = 'lessons' | 'examples';

const TABS = [
  { id: 'lessons', title: strings.lessonsTab },
  { id: 'examples', title: strings.examplesTab },
] as const;

/** Lessons as paths and examples by topic, with pictures and whole texts. */
export function Gallery({ first }: { readonly first: GalleryTab }): ReactElement {
  const [tab, setTab] = useState<string>(first);
  return (
    <DialogBox title={strings.title}>
      <Tabs label={strings.title} tabs={TABS} current={tab} choose={setTab} />
      <div className="gallery" role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === 'lessons' ? (
          <>
            <Lessons />
            <Progress />
          </>
        ) : (
          <Examples />
        )}
      </div>
    </DialogBox>
  );
}

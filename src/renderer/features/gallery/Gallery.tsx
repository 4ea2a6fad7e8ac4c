import { useState, type ReactElement } from 'react';
import { DialogBox } from '../../ui/Dialog';
import { TabPanel, TabRow, TabsBox } from '../../ui/Tabs';
import { Examples } from './Examples';
import { Lessons } from './Lessons';
import { Progress } from './Progress';
import { strings } from './strings';
import css from './gallery.module.css';

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
      <TabsBox current={tab} choose={setTab}>
        <TabRow label={strings.title} tabs={TABS} />
        <TabPanel className={css.gallery} id={tab}>
          {tab === 'lessons' ? (
            <>
              <Lessons />
              <Progress />
            </>
          ) : (
            <Examples />
          )}
        </TabPanel>
      </TabsBox>
    </DialogBox>
  );
}

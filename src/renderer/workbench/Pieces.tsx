import type { ComponentType, ReactElement } from 'react';
import { useServices } from './context';
import { FeatureBoundary } from './FeatureBoundary';
import type { PieceProps } from './workbenchApi';

type PiecesProps<Place extends keyof PieceProps> = { readonly place: Place } & PieceProps[Place];

/** Everything that features put into a place, in the order of the features. */
export function Pieces<Place extends keyof PieceProps>({ place, ...props }: PiecesProps<Place>): ReactElement {
  const { contributions } = useServices();
  return (
    <>
      {contributions.flatMap(({ id, title, pieces = [] }) =>
        pieces.flatMap((piece, i) => {
          if (piece.place !== place) return [];
          const Piece = piece.Piece as ComponentType<object>;
          return [
            <FeatureBoundary key={`${id} ${i}`} title={title}>
              <Piece {...props} />
            </FeatureBoundary>,
          ];
        }),
      )}
    </>
  );
}

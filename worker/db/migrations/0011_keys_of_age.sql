-- Keys given by hand that look like those of a node's age: from now on no node is given one (worker/content/sibling-place.ts).
UPDATE `nodes` SET `hand_position` = `hand_position` || 'V' WHERE length(`hand_position`) = 27 AND `hand_position` LIKE 'z%';

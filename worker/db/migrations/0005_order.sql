DROP INDEX `nodes_by_parent`;--> statement-breakpoint
ALTER TABLE `nodes` ADD `hand_position` text;--> statement-breakpoint
ALTER TABLE `nodes` ADD `position` text GENERATED ALWAYS AS (coalesce(hand_position, 'z' || substr(id, 5))) VIRTUAL;--> statement-breakpoint
CREATE UNIQUE INDEX `nodes_by_position` ON `nodes` (`workspace_id`,`position`);--> statement-breakpoint
CREATE INDEX `nodes_by_parent` ON `nodes` (`parent_id`,`workspace_id`,`position`);
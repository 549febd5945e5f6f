CREATE TABLE `chapter_tracks` (
	`node_id` text NOT NULL,
	`language` text NOT NULL,
	`chapters` text NOT NULL,
	`updated_at` integer NOT NULL,
	`change_id` text NOT NULL,
	PRIMARY KEY(`node_id`, `language`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);

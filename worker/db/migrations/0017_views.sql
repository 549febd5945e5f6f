CREATE TABLE `day_viewers` (
	`node_id` text NOT NULL,
	`day` integer NOT NULL,
	`viewer` text NOT NULL,
	`network` text,
	`version` integer NOT NULL,
	`watched` text NOT NULL,
	`change_id` text NOT NULL,
	PRIMARY KEY(`day`, `node_id`, `viewer`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `day_viewers_by_network` ON `day_viewers` (`node_id`,`day`,`network`);--> statement-breakpoint
CREATE TABLE `view_days` (
	`node_id` text NOT NULL,
	`day` integer NOT NULL,
	`views` integer NOT NULL,
	PRIMARY KEY(`node_id`, `day`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `watched_edges` (
	`node_id` text NOT NULL,
	`version` integer NOT NULL,
	`second` integer NOT NULL,
	`change` integer NOT NULL,
	PRIMARY KEY(`node_id`, `version`, `second`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- One row is one viewer on one day, and one view: whatever writes it.
CREATE TRIGGER day_viewers_counted AFTER INSERT ON day_viewers
BEGIN
	INSERT INTO view_days (node_id, day, views) VALUES (NEW.node_id, NEW.day, 1)
	ON CONFLICT (node_id, day) DO UPDATE SET views = views + 1;
END;

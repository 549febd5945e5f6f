CREATE TABLE `kept_media` (
	`node_id` text NOT NULL,
	`version` integer NOT NULL,
	`r2_key` text NOT NULL,
	`content_type` text NOT NULL,
	`size` integer NOT NULL,
	`duration` real,
	`width` integer,
	`height` integer,
	`fast_start` integer,
	`etag` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	PRIMARY KEY(`node_id`, `version`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kept_media_r2Key_unique` ON `kept_media` (`r2_key`);--> statement-breakpoint
ALTER TABLE `comments` ADD `reaction` text;--> statement-breakpoint
CREATE INDEX `comments_reactions` ON `comments` (`node_id`,`reaction`) WHERE reaction IS NOT NULL;
--> statement-breakpoint
-- An upload moves between the two tables: its object is dropped once neither names it.
DROP TRIGGER media_drop_deleted;
--> statement-breakpoint
CREATE TRIGGER media_drop_deleted AFTER DELETE ON media
WHEN NOT EXISTS (SELECT 1 FROM kept_media WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER kept_media_drop_deleted AFTER DELETE ON kept_media
WHEN NOT EXISTS (SELECT 1 FROM media WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER kept_media_name_no_dropped BEFORE INSERT ON kept_media
WHEN EXISTS (SELECT 1 FROM dropped_objects WHERE r2_key = NEW.r2_key)
BEGIN
	SELECT RAISE(IGNORE);
END;

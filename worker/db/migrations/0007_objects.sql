CREATE TABLE `dropped_objects` (
	`r2_key` text PRIMARY KEY NOT NULL,
	`dropped_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dropped_objects_by_time` ON `dropped_objects` (`dropped_at`);--> statement-breakpoint
CREATE TABLE `object_walk` (
	`id` integer PRIMARY KEY NOT NULL,
	`seen_key` text NOT NULL,
	CONSTRAINT "object_walk_one_row" CHECK("object_walk"."id" = 1)
);--> statement-breakpoint
INSERT INTO `object_walk` (`id`, `seen_key`) VALUES (1, '');
--> statement-breakpoint
-- An object that a row no longer names is dropped with it.
CREATE TRIGGER media_drop_deleted AFTER DELETE ON media
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER media_drop_replaced AFTER UPDATE OF r2_key ON media
WHEN NEW.r2_key <> OLD.r2_key
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER posters_drop_deleted AFTER DELETE ON posters
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER posters_drop_replaced AFTER UPDATE OF r2_key ON posters
WHEN NEW.r2_key <> OLD.r2_key
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER caption_tracks_drop_deleted AFTER DELETE ON caption_tracks
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER caption_tracks_drop_replaced AFTER UPDATE OF r2_key ON caption_tracks
WHEN NEW.r2_key <> OLD.r2_key
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
-- What is dropped may be deleted at any moment: no row names it again.
CREATE TRIGGER media_name_no_dropped BEFORE INSERT ON media
WHEN EXISTS (SELECT 1 FROM dropped_objects WHERE r2_key = NEW.r2_key)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER posters_name_no_dropped BEFORE INSERT ON posters
WHEN EXISTS (SELECT 1 FROM dropped_objects WHERE r2_key = NEW.r2_key)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER caption_tracks_name_no_dropped BEFORE INSERT ON caption_tracks
WHEN EXISTS (SELECT 1 FROM dropped_objects WHERE r2_key = NEW.r2_key)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
-- Only the newest upload is played.
DELETE FROM media WHERE version < (SELECT max(newer.version) FROM media AS newer WHERE newer.node_id = media.node_id);

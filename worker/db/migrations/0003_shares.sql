CREATE TABLE `share_visits` (
	`share_id` text NOT NULL,
	`day` integer NOT NULL,
	`visitor` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`share_id`, `day`, `visitor`),
	FOREIGN KEY (`share_id`) REFERENCES `shares`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `shares` ADD `label` text;--> statement-breakpoint
ALTER TABLE `shares` ADD `guests` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `shares` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `shares` ADD `max_views` integer;--> statement-breakpoint
ALTER TABLE `shares` ADD `views` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `shares` ADD `allow_download` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `shares` ADD `allow_comments` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `shares` ADD `allow_embed` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `shares` ADD `allow_indexing` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `shares` ADD `last_opened_at` integer;--> statement-breakpoint
-- A view is counted where it is let in, so that no number of visitors at once is let in by one.
CREATE TRIGGER share_visits_bound BEFORE INSERT ON share_visits
WHEN (SELECT max_views IS NOT NULL AND views >= max_views FROM shares WHERE id = NEW.share_id)
	AND NOT EXISTS (SELECT 1 FROM share_visits WHERE share_id = NEW.share_id AND day = NEW.day AND visitor = NEW.visitor)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER share_visits_count AFTER INSERT ON share_visits
BEGIN
	UPDATE shares SET views = views + 1 WHERE id = NEW.share_id;
END;

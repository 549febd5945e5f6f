CREATE INDEX `nodes_in_trash_of` ON `nodes` (`workspace_id`,`trashed_at`,`id`) WHERE trashed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `share_visits_by_day` ON `share_visits` (`day`);
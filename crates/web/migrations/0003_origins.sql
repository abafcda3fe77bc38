-- Keys that stand in the source of a shop's pages open notices to pages of one origin.
ALTER TABLE api_keys ADD COLUMN origin TEXT;

"""Taking along what a query finds: files for spreadsheets and maps, streamed or made by a job."""

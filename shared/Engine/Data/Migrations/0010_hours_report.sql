-- One's hours over many years are summed from the index alone, without a look at every record.
DROP INDEX service_record_person;
CREATE INDEX service_record_person ON service_record (person_id, day, minutes);

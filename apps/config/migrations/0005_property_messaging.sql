-- it was stored without effect, and is refused now
update application_settings set document = document #- '{notifications,enable_property_specific_messaging}'
  where document #> '{notifications,enable_property_specific_messaging}' = 'true';

//! Communes, countries, départements: real tables, parsed at build time, searched as one types.

#include "tables/pagedtablemodel.h"

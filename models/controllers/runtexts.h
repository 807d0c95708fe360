// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <set>

namespace sm::controllers {

struct ShownRun;

/// What the steps of \p run that were begun were about: all texts that they were given, and the parts of ARNs.
std::set<QString> textsOf(const ShownRun &run);

/// At least one of its steps was sent that is more than a read.
bool changedSomething(const ShownRun &run);

} // namespace sm::controllers

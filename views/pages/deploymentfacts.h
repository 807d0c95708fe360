// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <widgets/keyvaluelist.h>

namespace sm::pages {

/// Who shipped it, from which commit, with which note, and how it stands with AWS; only what there is to tell.
QList<widgets::KeyValue> factsOf(const Deployment &deployment);
/// How it did while it was live, in figures.
QList<widgets::KeyValue> factsOf(const HealthRecord &health);
/// What to know first: what is wrong with it, or why it was taken back; empty: nothing.
QString adviceOf(const Deployment &deployment, const RollbackMark *mark);

} // namespace sm::pages

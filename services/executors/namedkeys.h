// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

#include <optional>

namespace sm::executors {

/// The keys that \p command, a write, changes, where its words name them all. Nothing: they are not known from the
/// words alone (scripts, SORT … STORE, whole databases).
std::optional<QByteArrayList> namedKeys(const QByteArrayList &command);

/// Whether \p command empties the database of its connection, so that its keys are all there are.
bool emptiesDatabase(const QByteArrayList &command);

/// Whether sending \p command twice leaves what sending it once does.
bool isByValue(const QByteArrayList &command);

} // namespace sm::executors

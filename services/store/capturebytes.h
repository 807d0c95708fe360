// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <store/capturestore.h>

#include <QCoroTask>
#include <QJsonObject>

#include <optional>

namespace sm::store {

// Captures as steps name them, {sha256, bytes}, and their content where it fits into memory.

QJsonObject toJson(const CaptureId &id);
/// Nothing: \p json names no capture.
std::optional<CaptureId> captureIdOf(const QJsonValue &json);
/// What \p bytes will be called, without keeping them.
CaptureId captureIdOf(const QByteArray &bytes);

/// \p captures outlives the task.
/// \error Kind::Storage
QCoro::Task<Result<CaptureId>> keepBytes(const CaptureStore *captures, QByteArray bytes);

/// \error Kind::NotFound, Kind::Storage as CaptureReader::next(); Kind::Cancelled
QCoro::Task<Result<QByteArray>> keptBytes(const CaptureStore *captures, CaptureId id, CancelToken token);

} // namespace sm::store

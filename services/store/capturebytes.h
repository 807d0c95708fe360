// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <store/capturestore.h>

#include <QCoroTask>
#include <QJsonObject>

#include <optional>

namespace sm::executors {

// Captures as steps name them, {sha256, bytes}, and their content where it fits into memory.

QJsonObject toJson(const store::CaptureId &id);
/// Nothing: \p json names no capture.
std::optional<store::CaptureId> captureIdOf(const QJsonValue &json);
/// What \p bytes will be called, without keeping them.
store::CaptureId captureIdOf(const QByteArray &bytes);

/// \p captures outlives the task.
/// \error Kind::Storage
QCoro::Task<Result<store::CaptureId>> keepBytes(const store::CaptureStore *captures, QByteArray bytes);

/// \error Kind::NotFound, Kind::Storage as store::CaptureReader::next(); Kind::Cancelled
QCoro::Task<Result<QByteArray>> keptBytes(const store::CaptureStore *captures, store::CaptureId id, CancelToken token);

} // namespace sm::executors

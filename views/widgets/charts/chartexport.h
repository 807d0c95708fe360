// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charts/chartdata.h>

#include <core/result.h>

/// A chart as a picture that stands for itself: with title, range, legend, what the amounts are, how to ask for them
/// again and as of when. Always in the light theme, for paper.
namespace sm::charts {

/// A PNG of twice the pixels. Hidden series are left out, and said. The file is whole or not there.
/// \error Kind::Invalid  there is nothing to draw
/// \error Kind::Storage  the file can not be written
Result<void> exportPng(const ChartData &data, const ChartView &view, const QString &file);

/// The same as a PDF of one page that fits it; shapes and words only, no pixels.
Result<void> exportPdf(const ChartData &data, const ChartView &view, const QString &file);

} // namespace sm::charts

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

/// The controls one by one, each in its states.
QWidget *galleryOfControls();

/// The widgets together, as a page with navigation, filter, table and detail pane.
QWidget *galleryPage();

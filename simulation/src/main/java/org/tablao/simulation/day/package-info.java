/** A manager's working day in virtual time: how good what it decides is, beside what could have been done. */
package org.tablao.simulation.day;
